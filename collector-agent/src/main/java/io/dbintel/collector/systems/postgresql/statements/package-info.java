/** Counters and texts of pg_stat_statements. SQL is numbered by the version of the extension. */
package io.dbintel.collector.systems.postgresql.statements;
