package io.dbintel.collector.systems.postgresql.metrics;

import io.dbintel.collector.config.MetricsConfig;
import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.MetricRows;
import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.metrics.GroupSchedule;
import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.metrics.MetricSnapshot;
import io.dbintel.collector.metrics.MetricSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresFailure;
import io.dbintel.collector.systems.postgresql.ServerIdentity;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one group of metrics after the other, and the clock between them. Each group stands alone:
 * one that fails or exceeds the statement timeout leaves the others as they are.
 */
public final class PostgresMetrics implements MetricSource {

  private static final SqlResources SQL = SqlResources.nextTo(PostgresMetrics.class);
  private static final String CLOCK = SQL.read("clock");

  private static final List<String> EVERY_POLL =
      List.of("databases", "server", "bgwriter", "replication");
  private static final List<String> EVERY_SIXTH_POLL =
      List.of("database_sizes", "locks", "table_count", "tables", "indexes", "functions");
  private static final int SIXTH = 6;

  /** Their rows have counters of what is in a database, and the time of reset of the database. */
  private static final Set<String> RESET_WITH_THEIR_DATABASE =
      Set.of("tables", "indexes", "functions");

  private static final RowsBetweenResets BETWEEN_RESETS =
      new RowsBetweenResets(SQL.read("counters_reset"));

  /** Always the same: the server counts statements, and each further name would be one more. */
  private static final String SAVEPOINT = "dbintel_metrics_group";

  /** All groups, in the order in which they are read. */
  public static final List<String> GROUPS =
      Stream.concat(EVERY_POLL.stream(), EVERY_SIXTH_POLL.stream()).toList();

  private final PostgresConfig config;
  private final JdbcConnections connections;
  private final MetricDefinitions definitions =
      new MetricDefinitions(SystemCatalogue.of("postgresql"));
  private final GroupSchedule schedule;
  private ServerIdentity identity;

  /** Reads through the given connections. */
  public PostgresMetrics(PostgresConfig config, JdbcConnections connections) {
    this.config = config;
    this.connections = connections;
    Map<String, Integer> everyPolls = new LinkedHashMap<>();
    EVERY_POLL.forEach(group -> everyPolls.put(group, 1));
    EVERY_SIXTH_POLL.forEach(group -> everyPolls.put(group, SIXTH));
    MetricsConfig metrics = config.collectors().metrics();
    everyPolls.keySet().removeAll(metrics.disabledGroups());
    this.schedule = new GroupSchedule(metrics.interval(), everyPolls);
  }

  private record Clock(long micros, long postmasterStart, boolean inRecovery, Long countersSince) {}

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
    PollFailure firstFailure = null;
    for (String name : schedule.due(poll)) {
      long start = clock.micros;
      try {
        List<MetricRow> rows = readAlone(connection, name, poll);
        clock = clock(connection);
        groups.add(new MetricGroup(name, start, clock.micros, rows));
      } catch (PollFailure failure) {
        firstFailure = firstFailure == null ? failure : firstFailure;
        clock = clock(connection);
      }
    }
    if (groups.isEmpty() && firstFailure != null) {
      throw firstFailure;
    }
    return new MetricSnapshot(
        new CounterEpoch(
            identity.systemIdentifier(), clock.countersSince, identity.postmasterStart()),
        identity.timeline(),
        identity.role(),
        clock.micros,
        groups,
        schedule.remarks());
  }

  /**
   * Reads a group; notes when it is to be read again.
   *
   * @throws PollFailure when it failed and the transaction goes on without it
   * @throws SQLException when the connection is of no use any more
   */
  private List<MetricRow> readAlone(Connection connection, String group, long poll)
      throws SQLException, PollFailure {
    Savepoint before = connection.setSavepoint(SAVEPOINT);
    long started = System.nanoTime();
    try {
      List<MetricRow> rows =
          RESET_WITH_THEIR_DATABASE.contains(group)
              ? BETWEEN_RESETS.read(connection, identity.major(), () -> rows(connection, group))
              : rows(connection, group);
      connection.releaseSavepoint(before);
      schedule.read(group, poll, Duration.ofNanos(System.nanoTime() - started));
      return rows;
    } catch (SQLException | PollFailure | RuntimeException e) {
      PollFailure failure = failure(e);
      schedule.failed(group, poll, failure);
      undo(connection, before, e);
      throw failure;
    }
  }

  private PollFailure failure(Exception thrown) {
    if (thrown instanceof PollFailure failure) {
      return failure;
    }
    return thrown instanceof SQLException refused
        ? PostgresFailure.of(refused, config)
        : new PollFailure("internal", thrown.getClass().getSimpleName(), false, thrown);
  }

  /** A connection that cannot go back to a savepoint is gone, and so is the poll. */
  private static void undo(Connection connection, Savepoint before, Exception first)
      throws SQLException {
    try {
      connection.rollback(before);
    } catch (SQLException broken) {
      broken.addSuppressed(first);
      throw first instanceof SQLException cause ? cause : broken;
    }
  }

  private List<MetricRow> rows(Connection connection, String group)
      throws SQLException, PollFailure {
    String sql = SQL.forVersion(group, identity.major());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return MetricRows.read(result, definitions, group);
    }
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
