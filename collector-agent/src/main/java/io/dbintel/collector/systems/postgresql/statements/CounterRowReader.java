package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.statements.AcknowledgedRows;
import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.PollMode;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.RowChangeHash;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
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

  private static final StatementCatalogue CATALOGUE =
      SystemCatalogue.of("postgresql").statements().orElseThrow();
  private static final int FETCH_ROWS = 1_000;
  private static final int FIRST_COUNTER = 6;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * The result of a read.
   *
   * @param counters what the values of the rows are
   * @param rows rows whose identity is visible, without names
   * @param hidden rows whose identity is not
   */
  record Read(List<StatementCounter> counters, List<CounterRow> rows, int hidden) {}

  private final Connection connection;
  private final StatementsExtension extension;

  CounterRowReader(Connection connection, StatementsExtension extension) {
    this.connection = connection;
    this.extension = extension;
  }

  Read read(ReadPlan plan) throws SQLException, PollFailure {
    PollMode mode = plan.mode();
    String sql = extension.statement(mode.allCounters() ? "all" : "hot");
    if (mode.filtered()) {
      sql += "\n" + extension.statement("unchanged");
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      if (mode.filtered()) {
        leaveOut(plan.known(), statement);
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  private void leaveOut(AcknowledgedRows.Known known, PreparedStatement statement)
      throws SQLException {
    statement.setObject(1, known.hashes());
    if (extension.hasStatsSince()) {
      statement.setObject(2, timestamp(known.readStart()));
    }
  }

  private static Read rows(ResultSet result) throws SQLException, PollFailure {
    List<StatementCounter> counters = counters(result.getMetaData());
    List<String> names = counters.stream().map(StatementCounter::name).toList();
    int calls = names.indexOf("calls");
    int plans = names.indexOf("plans");
    int time = names.indexOf("total_exec_time");
    List<CounterRow> rows = new ArrayList<>();
    int hidden = 0;
    while (result.next()) {
      long queryid = result.getLong(3);
      if (result.wasNull()) {
        hidden++;
        continue;
      }
      long dbid = result.getLong(1);
      long userid = result.getLong(2);
      boolean toplevel = result.getBoolean(4);
      long[] values = values(result, counters);
      long changeHash =
          RowChangeHash.of(
              PostgresKey.identity(dbid, userid, queryid, toplevel),
              values[calls],
              plans < 0 ? 0 : values[plans],
              values[time]);
      rows.add(
          new CounterRow(
              PostgresKey.of(dbid, userid, queryid, toplevel),
              Long.toString(queryid),
              !toplevel,
              null,
              null,
              micros(result.getObject(5, OffsetDateTime.class)),
              changeHash,
              values));
    }
    return new Read(counters, rows, hidden);
  }

  private static PollFailure unlisted(String counter) {
    return new PollFailure(
        "catalogue_mismatch",
        "counter "
            + counter
            + " is not listed in catalogue postgresql.yaml; add it under statements.counters",
        false,
        null);
  }

  private static List<StatementCounter> counters(ResultSetMetaData columns)
      throws SQLException, PollFailure {
    List<StatementCounter> counters = new ArrayList<>();
    for (int i = FIRST_COUNTER; i <= columns.getColumnCount(); i++) {
      String column = columns.getColumnLabel(i);
      counters.add(CATALOGUE.byName(column).orElseThrow(() -> unlisted(column)));
    }
    return counters;
  }

  private static long[] values(ResultSet result, List<StatementCounter> counters)
      throws SQLException {
    long[] values = new long[counters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          counters.get(i).isTime()
              ? nanos(result.getDouble(FIRST_COUNTER + i))
              : result.getLong(FIRST_COUNTER + i);
    }
    return values;
  }

  /** Milliseconds as PostgreSQL counts them, in whole nanoseconds. */
  private static long nanos(double millis) {
    return (long) Math.rint(millis * NANOS_PER_MILLI);
  }

  private static Long micros(OffsetDateTime time) {
    return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }

  private static OffsetDateTime timestamp(long micros) {
    return Instant.EPOCH.plus(Math.max(0, micros), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
