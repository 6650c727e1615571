/**
 * What a kind of database has to offer so that agents can poll it. Implementations are packages
 * under {@code io.dbintel.collector.systems}, found by {@link java.util.ServiceLoader}.
 */
package io.dbintel.collector.system;
