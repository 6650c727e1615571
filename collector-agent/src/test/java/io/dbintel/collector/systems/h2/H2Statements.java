package io.dbintel.collector.systems.h2;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.statements.CounterMark;
import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.ReadPlanner;
import io.dbintel.collector.statements.RowChangeHash;
import io.dbintel.collector.statements.StatementHeader;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSnapshot;
import io.dbintel.collector.statements.StatementSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads all rows of the table and sends those that changed. */
final class H2Statements implements StatementSource {

  private static final String ROWS =
      "select id, schema_name, user_name, calls, row_count, time_ns from statements";
  private static final String MARK =
      "select since, cast(extract(epoch from current_timestamp) * 1000000 as bigint) from server";
  private static final List<StatementCounter> COUNTERS =
      SystemCatalogue.of("h2").statements().orElseThrow().counters();

  private final H2Config config;
  private final JdbcConnections connections;

  H2Statements(H2Config config, JdbcConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  @Override
  public StatementSnapshot read(ReadPlanner planner) throws PollFailure {
    return connections.inTransaction(connection -> read(connection, planner));
  }

  private StatementSnapshot read(Connection connection, ReadPlanner planner) throws SQLException {
    CounterMark before = mark(connection);
    StatementHeader header =
        new StatementHeader(
            config.memory(), before.countersSince(), "2.2", null, ServerRole.PRIMARY, 1, before);
    ReadPlan plan = planner.plan(header);
    List<CounterRow> rows = rows(connection);
    return new StatementSnapshot(
        header, mark(connection), plan, COUNTERS, rows.size(), 0, plan.toSend(rows), List.of());
  }

  private static CounterMark mark(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MARK);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new CounterMark(row.getLong(2), row.getLong(1), null, CounterMark.ALL);
    }
  }

  private static List<CounterRow> rows(Connection connection) throws SQLException {
    List<CounterRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ROWS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long id = row.getLong("id");
        long[] values = {row.getLong("calls"), row.getLong("row_count"), row.getLong("time_ns")};
        rows.add(
            new CounterRow(
                key(id),
                Long.toString(id),
                false,
                row.getString("schema_name"),
                row.getString("user_name"),
                null,
                RowChangeHash.of(id, values[0], 0, values[2]),
                values));
      }
    }
    return rows;
  }

  private static StatementKey key(long id) {
    return StatementKey.of(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
  }

  @Override
  public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) throws PollFailure {
    connections.inTransaction(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("select id, text from statements");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              long id = row.getLong("id");
              receiver.text(key(id), Long.toString(id), row.getString("text"), false, 1);
            }
          }
          return null;
        });
  }
}
