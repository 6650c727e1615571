package io.dbintel.collector.statements;

/**
 * Counters of one statement as read.
 *
 * @param key identity
 * @param queryId query identifier as the system prints it
 * @param nested whether it was executed inside a function and is counted apart
 * @param database name of the database; null when not known
 * @param user name of the user; null when not known
 * @param origin when its counters started, microseconds; null where the system does not say
 * @param changeHash see {@link RowChangeHash}
 * @param values counters in the order of {@link StatementSnapshot#counters}; times in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record CounterRow(
    StatementKey key,
    String queryId,
    boolean nested,
    String database,
    String user,
    Long origin,
    long changeHash,
    long[] values) {

  /** This row with the names of its database and user. */
  public CounterRow named(String databaseName, String userName) {
    return new CounterRow(key, queryId, nested, databaseName, userName, origin, changeHash, values);
  }
}
