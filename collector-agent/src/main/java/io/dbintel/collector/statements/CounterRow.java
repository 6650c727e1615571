package io.dbintel.collector.statements;

/**
 * One row of pg_stat_statements as read.
 *
 * @param key identity
 * @param statsSince when its counters started, microseconds; null before PostgreSQL 17
 * @param state see {@link RowChangeHash}
 * @param values counters in the order of the columns read; times in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent")
record CounterRow(StatementKey key, Long statsSince, long state, long[] values) {}
