package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.PollMode;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.RowChangeHash;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.schemas.catalogue.StatementCounter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of the digest table without their texts. */
final class DigestRows {

  /** Name of the row of the statements that found no place. */
  static final String OVERFLOW = "overflow";

  private static final String EXECUTIONS = "count_star";
  private static final String EXECUTION_TIME = "sum_timer_wait";
  private static final int FIRST_COUNTER = 5;
  private static final int FETCH_ROWS = 1_000;

  /**
   * A statement that ended before the last read began may be counted after it; and MariaDB knows
   * whole seconds only. What is read in vain is not sent again.
   */
  private static final long LATE_MICROS = 5_000_000;

  private final DigestTable table;
  private final DigestKey keys;

  DigestRows(DigestTable table, DigestKey keys) {
    this.table = table;
    this.keys = keys;
  }

  /** The rows; those that did not run since the last acknowledged read may be missing. */
  List<CounterRow> read(Connection connection, ReadPlan plan) throws SQLException {
    PollMode mode = plan.mode();
    try (PreparedStatement statement =
        connection.prepareStatement(table.rows(mode.allCounters(), mode.filtered()))) {
      statement.setFetchSize(FETCH_ROWS);
      if (mode.filtered()) {
        long since = Math.max(0, plan.known().readStart() - LATE_MICROS);
        statement.setBigDecimal(1, BigDecimal.valueOf(since, 6));
      }
      try (ResultSet row = statement.executeQuery()) {
        return rows(row, table.counters(mode.allCounters()));
      }
    }
  }

  private List<CounterRow> rows(ResultSet row, List<StatementCounter> counters)
      throws SQLException {
    List<String> names = counters.stream().map(StatementCounter::name).toList();
    int executions = names.indexOf(EXECUTIONS);
    int time = names.indexOf(EXECUTION_TIME);
    List<CounterRow> rows = new ArrayList<>();
    while (row.next()) {
      String schema = row.getString(1);
      String digest = row.getString(2);
      long[] values = values(row, counters);
      values[time] =
          Picoseconds.toNanos(
              unsigned(row, FIRST_COUNTER + time), unsigned(row, 4), values[executions]);
      StatementKey key = keys.of(schema, digest);
      rows.add(
          new CounterRow(
              key,
              digest == null ? OVERFLOW : digest,
              false,
              schema,
              null,
              row.getLong(3),
              RowChangeHash.of(DigestKey.identity(key), values[executions], 0, values[time]),
              values));
    }
    return rows;
  }

  private static long[] values(ResultSet row, List<StatementCounter> counters) throws SQLException {
    long[] values = new long[counters.size()];
    for (int i = 0; i < values.length; i++) {
      long value = unsigned(row, FIRST_COUNTER + i);
      values[i] = counters.get(i).isTime() ? Picoseconds.toNanos(value) : value;
    }
    return values;
  }

  private static long unsigned(ResultSet row, int column) throws SQLException {
    return Long.parseUnsignedLong(row.getString(column));
  }
}
