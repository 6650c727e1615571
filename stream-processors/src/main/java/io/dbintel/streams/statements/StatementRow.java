package io.dbintel.streams.statements;

/**
 * One row of a statement poll as read.
 *
 * @param key identity of the row
 * @param queryId query identifier as the system prints it
 * @param database index in the chunk's databases; -1 when the name is not known
 * @param user index in the chunk's users; -1 when the name is not known
 * @param nested whether it was executed inside a function and is counted apart
 * @param origin when the row's counters started, µs of the database clock; 0 where it does not say
 * @param values cumulative counters, dense by the chunk's counters; null when the row is there but
 *     its values cannot be read, so that nothing may be concluded from them, nor from their absence
 */
@SuppressWarnings("ArrayRecordComponent")
public record StatementRow(
    StatementKey key,
    String queryId,
    int database,
    int user,
    boolean nested,
    long origin,
    long[] values) {

  /** A row that exists but whose values are not valid. */
  public static StatementRow unreadable(StatementKey key) {
    return new StatementRow(key, "", -1, -1, false, 0, null);
  }

  /** False when the values cannot be used. */
  public boolean readable() {
    return values != null;
  }
}
