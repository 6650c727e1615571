package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.schemas.statement.CounterUnit;
import io.dbintel.schemas.statement.StatementCounter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of pg_stat_statements without their text. Times become nanoseconds here, once, by
 * rounding the cumulative value.
 */
final class CounterRowReader {

  private static final int FETCH_ROWS = 1_000;
  private static final int FIRST_COUNTER = 6;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What a read gave.
   *
   * @param counters columns of the values
   * @param rows rows whose identity is visible
   * @param hidden rows whose identity is not
   */
  record Read(List<StatementCounter> counters, List<CounterRow> rows, int hidden) {}

  private final Connection connection;
  private final StatementsExtension extension;

  CounterRowReader(Connection connection, StatementsExtension extension) {
    this.connection = connection;
    this.extension = extension;
  }

  /** Reads with the given mode; known rows matter only when it filters. */
  Read read(PollMode mode, AcknowledgedRows.Known known) throws SQLException {
    String sql = extension.statement(mode.allColumns() ? "all" : "hot");
    if (mode.filtered()) {
      sql += "\n" + extension.statement("unchanged");
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      if (mode.filtered()) {
        statement.setObject(1, known.states());
        if (extension.hasStatsSince()) {
          statement.setObject(2, timestamp(known.readStart()));
        }
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  private static Read rows(ResultSet result) throws SQLException {
    List<StatementCounter> counters = counters(result.getMetaData());
    int calls = counters.indexOf(StatementCounter.CALLS);
    int plans = counters.indexOf(StatementCounter.PLANS);
    int time = counters.indexOf(StatementCounter.TOTAL_EXEC_TIME);
    List<CounterRow> rows = new ArrayList<>();
    int hidden = 0;
    while (result.next()) {
      long queryid = result.getLong(3);
      if (result.wasNull()) {
        hidden++;
        continue;
      }
      StatementKey key = new StatementKey(result.getLong(1), result.getLong(2), queryid, result.getBoolean(4));
      long[] values = values(result, counters);
      long state =
          RowChangeHash.of(key, values[calls], plans < 0 ? 0 : values[plans], values[time]);
      rows.add(
          new CounterRow(key, micros(result.getObject(5, OffsetDateTime.class)), state, values));
    }
    return new Read(counters, rows, hidden);
  }

  private static List<StatementCounter> counters(ResultSetMetaData columns) throws SQLException {
    List<StatementCounter> counters = new ArrayList<>();
    for (int i = FIRST_COUNTER; i <= columns.getColumnCount(); i++) {
      String column = columns.getColumnLabel(i);
      counters.add(
          StatementCounter.ofColumn(column)
              .orElseThrow(() -> new IllegalStateException("no counter is called " + column)));
    }
    return counters;
  }

  private static long[] values(ResultSet result, List<StatementCounter> counters)
      throws SQLException {
    long[] values = new long[counters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          counters.get(i).unit() == CounterUnit.NANOSECONDS
              ? nanos(result.getDouble(FIRST_COUNTER + i))
              : result.getLong(FIRST_COUNTER + i);
    }
    return values;
  }

  /** Milliseconds as PostgreSQL counts them, in whole nanoseconds. */
  static long nanos(double millis) {
    return (long) Math.rint(millis * NANOS_PER_MILLI);
  }

  private static Long micros(OffsetDateTime time) {
    return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }

  private static OffsetDateTime timestamp(long micros) {
    return Instant.EPOCH.plus(Math.max(0, micros), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
