package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.statements.CounterMark;
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
 * @param mark clock, counters and privilege
 */
record StatementsInfo(
    long postmasterStart, boolean inRecovery, String extensionVersion, CounterMark mark) {

  /** Reads it with {@code start_*.sql}. */
  static StatementsInfo read(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new StatementsInfo(
          row.getLong("postmaster_start"),
          row.getBoolean("in_recovery"),
          row.getString("extension_version"),
          mark(row));
    }
  }

  /** Reads the mark after the rows with {@code end_*.sql}. */
  static CounterMark readMark(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return mark(row);
    }
  }

  private static CounterMark mark(ResultSet row) throws SQLException {
    return new CounterMark(
        row.getLong("clock"),
        row.getObject("stats_reset", Long.class),
        row.getObject("dealloc", Long.class),
        row.getBoolean("reads_all_stats") ? CounterMark.ALL : CounterMark.OWN);
  }
}
