package io.dbintel.streams.statements;

/**
 * One row of pg_stat_statements as read.
 *
 * @param key identity of the row
 * @param statsSince when the row's counters started, µs since the epoch; 0 when unknown
 * @param values cumulative counters, dense by {@link CounterSet}; null when the row is there but its
 *     values cannot be read, so that nothing may be concluded from them, nor from their absence
 */
@SuppressWarnings("ArrayRecordComponent")
public record StatementRow(StatementKey key, long statsSince, long[] values) {

  /** A row that exists but whose values are not valid. */
  public static StatementRow unreadable(StatementKey key) {
    return new StatementRow(key, 0, null);
  }

  /** False when the values cannot be used. */
  public boolean readable() {
    return values != null;
  }
}
