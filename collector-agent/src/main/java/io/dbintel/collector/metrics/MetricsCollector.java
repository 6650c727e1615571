package io.dbintel.collector.metrics;

import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics of the server and its databases. Which there are is said by the SQL resources alone: a
 * column's label is the metric's name (see {@link MetricRows}).
 */
final class MetricsCollector implements Collector {

  private static final String CLOCK = SqlResource.read("metrics/clock");
  private static final List<String> EVERY_POLL =
      List.of("metrics/databases", "metrics/server", "metrics/bgwriter", "metrics/replication");
  private static final List<String> EVERY_SIXTH_POLL =
      List.of("metrics/database_sizes", "metrics/locks", "metrics/table_count", "metrics/tables");
  private static final int SIXTH = 6;

  private final InstanceConfig instance;
  private final RecordSource source;
  private final PostgresConnections connections;
  private InstanceIdentity identity;
  private long seq;

  MetricsCollector(InstanceConfig instance, RecordSource source, PostgresConnections connections) {
    this.instance = instance;
    this.source = source;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public Duration interval() {
    return instance.collectors().metrics().interval();
  }

  private record Clock(long micros, long postmasterStart) {}

  private record Read(Clock before, Clock after, MetricRows rows) {}

  @Override
  public void collect(PollRun run) throws PollFailure {
    Read read = connections.inTransaction(this::read);
    run.recordDatabaseClock(read.after.micros);
    run.countRows(read.rows.rows());
    run.emit(record(read));
  }

  private Read read(Connection connection) throws SQLException {
    Clock before = clock(connection);
    if (identity == null || identity.postmasterStart() != before.postmasterStart) {
      identity = InstanceIdentity.read(connection, instance.host() + ":" + instance.port());
    }
    MetricRows rows = new MetricRows();
    for (String name : due()) {
      String sql = SqlResource.forVersion(name, identity.major());
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet result = statement.executeQuery()) {
        rows.add(result);
      }
    }
    return new Read(before, clock(connection), rows);
  }

  private List<String> due() {
    if (seq % SIXTH != 0) {
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
      return new Clock(row.getLong("clock"), row.getLong("postmaster_start"));
    }
  }

  private MetricPoll record(Read read) {
    Map<String, Long> resets = new HashMap<>(read.rows.resets());
    List<MetricReading> readings = read.rows.readings();
    return MetricPoll.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(++seq)
        .setReadStart(read.before.micros)
        .setReadEnd(read.after.micros)
        .setSystemIdentifier(identity.systemIdentifier())
        .setPostmasterStart(identity.postmasterStart())
        .setResets(resets)
        .setReadings(readings)
        .build();
  }
}
