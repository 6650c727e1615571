/**
 * What every system's statement collector shares: what the broker has, how a poll reads, chunks,
 * published texts, records. A system implements {@link
 * io.dbintel.collector.statements.StatementSource}.
 */
package io.dbintel.collector.statements;
