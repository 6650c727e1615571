package io.dbintel.collector.systems.postgresql.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the server says of its statement counters before the rows are read.
 *
 * @param postmasterStart microseconds since the Unix epoch
 * @param inRecovery whether it is a standby
 * @param extensionVersion installed version; null when it was dropped meanwhile
 * @param readsAllStats whether the role sees every statement
 * @param mark clock and info
 */
record StatementHeader(
    long postmasterStart,
    boolean inRecovery,
    String extensionVersion,
    boolean readsAllStats,
    Mark mark) {

  /**
   * Clock and info at one moment.
   *
   * @param clock database clock, microseconds since the Unix epoch
   * @param statsReset null before PostgreSQL 14
   * @param dealloc null before PostgreSQL 14
   */
  record Mark(long clock, Long statsReset, Long dealloc) {

    static Mark read(Connection connection, String sql) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return of(row);
      }
    }

    private static Mark of(ResultSet row) throws SQLException {
      return new Mark(
          row.getLong("clock"),
          row.getObject("stats_reset", Long.class),
          row.getObject("dealloc", Long.class));
    }
  }

  static StatementHeader read(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new StatementHeader(
          row.getLong("postmaster_start"),
          row.getBoolean("in_recovery"),
          row.getString("extension_version"),
          row.getBoolean("reads_all_stats"),
          Mark.of(row));
    }
  }
}
