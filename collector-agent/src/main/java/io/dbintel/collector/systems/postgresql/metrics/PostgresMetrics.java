package io.dbintel.collector.systems.postgresql.metrics;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.MetricRows;
import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.metrics.MetricSnapshot;
import io.dbintel.collector.metrics.MetricSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.ServerIdentity;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads one group of metrics after the other, and the clock between them. */
public final class PostgresMetrics implements MetricSource {

  private static final SqlResources SQL = SqlResources.nextTo(PostgresMetrics.class);
  private static final String CLOCK = SQL.read("clock");
  private static final List<String> EVERY_POLL =
      List.of("databases", "server", "bgwriter", "replication");
  private static final List<String> EVERY_SIXTH_POLL =
      List.of("database_sizes", "locks", "table_count", "tables");
  private static final int SIXTH = 6;

  private final PostgresConfig config;
  private final JdbcConnections connections;
  private final MetricDefinitions definitions =
      new MetricDefinitions(SystemCatalogue.of("postgresql"));
  private ServerIdentity identity;

  /** Reads through the given connections. */
  public PostgresMetrics(PostgresConfig config, JdbcConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  private record Clock(
      long micros, long postmasterStart, boolean inRecovery, Long countersSince) {}

  @Override
  public MetricSnapshot read(long poll) throws PollFailure {
    return connections.inTransaction(connection -> read(connection, poll));
  }

  private MetricSnapshot read(Connection connection, long poll) throws SQLException, PollFailure {
    Clock clock = clock(connection);
    if (identity == null || !identity.isOf(clock.postmasterStart, clock.inRecovery)) {
      identity = ServerIdentity.read(connection, config);
    }
    List<MetricGroup> groups = new ArrayList<>();
    for (String name : due(poll)) {
      long start = clock.micros;
      List<MetricRow> rows = rows(connection, name);
      clock = clock(connection);
      groups.add(new MetricGroup(name, start, clock.micros, rows));
    }
    return new MetricSnapshot(
        new CounterEpoch(
            identity.systemIdentifier(), clock.countersSince, identity.postmasterStart()),
        identity.timeline(),
        identity.role(),
        clock.micros,
        groups);
  }

  private List<MetricRow> rows(Connection connection, String group)
      throws SQLException, PollFailure {
    String sql = SQL.forVersion(group, identity.major());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return MetricRows.read(result, definitions, group);
    }
  }

  private static List<String> due(long poll) {
    if (poll % SIXTH != 0) {
      return EVERY_POLL;
    }
    List<String> all = new ArrayList<>(EVERY_POLL);
    all.addAll(EVERY_SIXTH_POLL);
    return all;
  }

  private static Clock clock(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOCK);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Clock(
          row.getLong("clock"),
          row.getLong("postmaster_start"),
          row.getBoolean("in_recovery"),
          row.getObject("counters_since", Long.class));
    }
  }
}
