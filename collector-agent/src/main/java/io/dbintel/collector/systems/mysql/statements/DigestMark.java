package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.CounterMark;
import io.dbintel.collector.systems.mysql.Flavour;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the digest table says of itself at one moment.
 *
 * <p>No server says when the table was emptied, by a restart or by TRUNCATE. But it fills its slots
 * in order and keeps a row until it is emptied, so the first statement's FIRST_SEEN is the moment
 * from which it counts, the same for whoever asks, until it is emptied again. MariaDB tells whole
 * seconds: the end of that second is not before the moment it was emptied.
 *
 * @param clock database clock, microseconds since the Unix epoch
 * @param countersSince when the table began to count; null while it is empty
 * @param overflow executions of statements that found no place in the table
 */
record DigestMark(long clock, Long countersSince, long overflow) {

  private static final String SQL = SqlResources.nextTo(DigestMark.class).read("mark");
  private static final long REST_OF_A_SECOND = 999_999;

  static DigestMark read(Connection connection, Flavour flavour) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet row = statement.executeQuery()) {
      long clock = 0;
      Long since = null;
      long overflow = 0;
      while (row.next()) {
        clock = row.getLong("clock");
        Long seen = row.getObject("first_seen", Long.class);
        if (row.getBoolean("overflow")) {
          overflow = row.getLong("executions");
          since = seen;
        } else if (seen != null && (since == null || overflow > 0)) {
          since = seen;
          break;
        }
      }
      boolean seconds = flavour == Flavour.MARIADB && since != null;
      return new DigestMark(
          clock, seconds ? Long.valueOf(since + REST_OF_A_SECOND) : since, overflow);
    }
  }

  /** Everybody who may read the table sees all of it. */
  CounterMark asCounterMark() {
    return new CounterMark(clock, countersSince, overflow, CounterMark.ALL);
  }
}
