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
import java.util.List;

/** Reads two groups of metrics. */
final class H2Metrics implements MetricSource {

  private static final String SCHEMAS =
      "select schema_name as \"@db.namespace\", (select since from server) as \"#reset\","
          + " count(*) as \"h2.statements\", cast(sum(calls) as bigint) as \"h2.calls\""
          + " from statements group by schema_name order by schema_name";
  private static final String MEMORY =
      "select memory_used() * 1.0 / (memory_used() + memory_free())"
          + " as \"h2.memory.ratio{state=used}\"";

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
                3,
                List.of(
                    group(connection, "schemas", SCHEMAS, 1),
                    group(connection, "memory", MEMORY, 2))));
  }

  private MetricGroup group(Connection connection, String name, String sql, long start)
      throws SQLException, PollFailure {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return new MetricGroup(name, start, start + 1, MetricRows.read(result, definitions, name));
    }
  }
}
