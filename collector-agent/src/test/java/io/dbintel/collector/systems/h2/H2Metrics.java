package io.dbintel.collector.systems.h2;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.MetricRows;
import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.metrics.MetricSnapshot;
import io.dbintel.collector.metrics.MetricSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads two groups of metrics. */
final class H2Metrics implements MetricSource {

  private static final String SCHEMAS =
      "select schema_name as \"@db.namespace\", (select since from server) as \"#reset\","
          + " count(*) as \"h2.statements\", cast(sum(calls) as bigint) as \"h2.calls\""
          + " from statements group by schema_name order by schema_name";
  private static final String RATIOS =
      "select sum(calls) * 1.0 / sum(row_count) as \"h2.calls.ratio{per=row}\" from statements";

  private final JdbcConnections connections;
  private final MetricDefinitions definitions = new MetricDefinitions(SystemCatalogue.of("h2"));

  H2Metrics(JdbcConnections connections) {
    this.connections = connections;
  }

  @Override
  public MetricSnapshot read(long poll) throws PollFailure {
    return connections.inTransaction(
        connection ->
            new MetricSnapshot(
                new CounterEpoch("h2", null, 1L),
                null,
                ServerRole.PRIMARY,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                List.of(
                    group(connection, "schemas", SCHEMAS, 1),
                    group(connection, "ratios", RATIOS, 2)),
                List.of()));
  }

  private MetricGroup group(Connection connection, String name, String sql, long start)
      throws SQLException, PollFailure {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return new MetricGroup(name, start, start + 1, MetricRows.read(result, definitions, name));
    }
  }
}
