package io.dbintel.collector.systems.postgresql.metrics;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.MetricRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Reads rows whose counters were not reset while they were read. A table's counters and the time of
 * reset of its database are two entries of the server's statistics. Since PostgreSQL 15 each is
 * seen as it was when the transaction first asked for it: counters after a reset may come with the
 * time of the reset before. A read that a reset fell into is thrown away and repeated.
 */
final class RowsBetweenResets {

  private static final int MAX_ATTEMPTS = 5;
  private static final int ENTRIES_SEEN_ONE_BY_ONE = 15;
  private static final String FORGET_WHAT_WAS_SEEN = "select pg_catalog.pg_stat_clear_snapshot()";

  private final String resetSql;

  /** Rows of a group. */
  interface Rows {
    List<MetricRow> read() throws SQLException, PollFailure;
  }

  /**
   * @param resetSql reads when counters of the connected database were last reset
   */
  RowsBetweenResets(String resetSql) {
    this.resetSql = resetSql;
  }

  List<MetricRow> read(Connection connection, int serverVersion, Rows rows)
      throws SQLException, PollFailure {
    if (serverVersion < ENTRIES_SEEN_ONE_BY_ONE) {
      return rows.read(); // a transaction sees one snapshot of all
    }
    Long before = lastReset(connection);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      List<MetricRow> read = rows.read();
      Long after = lastReset(connection);
      if (Objects.equals(before, after)) {
        return read;
      }
      before = after;
    }
    throw new PollFailure(
        "reset_during_read",
        "counters of the database were reset during each of "
            + MAX_ATTEMPTS
            + " reads; stop whatever calls pg_stat_reset() all the time",
        false,
        null);
  }

  /** As it is now, and as the rows that are read after it will have it. */
  private Long lastReset(Connection connection) throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_WHAT_WAS_SEEN)) {
      forget.execute();
    }
    try (PreparedStatement statement = connection.prepareStatement(resetSql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, Long.class);
    }
  }
}
