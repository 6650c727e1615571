package io.dbintel.collector.sessions;

import io.dbintel.collector.config.SessionsConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sessions that are not idle, one record a tick, and who blocks those that wait for a lock. */
final class SessionCollector implements Collector {

  private static final String BLOCKING = SqlResource.read("sessions/blocking");

  private final SessionsConfig config;
  private final RecordSource source;
  private final PostgresConnections connections;
  private final SessionRows rows = new SessionRows();
  private long seq;

  SessionCollector(SessionsConfig config, RecordSource source, PostgresConnections connections) {
    this.config = config;
    this.source = source;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public Duration interval() {
    return config.interval();
  }

  @Override
  public void collect(PollRun run) throws PollFailure {
    TextVerifier verifier = SharedVerifier.get();
    SessionRows.Tick tick = connections.inTransaction(connection -> read(connection, verifier));
    run.recordDatabaseClock(tick.clock());
    run.countRows(tick.sessions().size());
    run.emit(record(tick));
  }

  private SessionRows.Tick read(Connection connection, TextVerifier verifier) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    String sql = SqlResource.forVersion("sessions/sessions", version);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, config.maxSessions());
      try (ResultSet result = statement.executeQuery()) {
        SessionRows.Tick tick = rows.read(result, verifier);
        addBlockers(connection, tick.sessions());
        return tick;
      }
    }
  }

  private void addBlockers(Connection connection, List<Session> sessions) throws SQLException {
    List<Session> waiting =
        sessions.stream()
            .filter(session -> "Lock".equals(session.getWaitEventType()))
            .limit(config.maxBlocked())
            .toList();
    if (waiting.isEmpty()) {
      return;
    }
    Map<Integer, List<Integer>> blockers = blockers(connection, waiting);
    for (Session session : waiting) {
      session.setBlockingPids(blockers.getOrDefault(session.getPid(), List.of()));
    }
  }

  private static Map<Integer, List<Integer>> blockers(Connection connection, List<Session> waiting)
      throws SQLException {
    Integer[] pids = waiting.stream().map(Session::getPid).toArray(Integer[]::new);
    Map<Integer, List<Integer>> blockers = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(BLOCKING)) {
      statement.setArray(1, connection.createArrayOf("int4", pids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Integer[] blocking = (Integer[]) row.getArray("blocking_pids").getArray();
          // a backend appears once for every lock of its parallel group
          blockers.put(row.getInt("pid"), Arrays.stream(blocking).distinct().sorted().toList());
        }
      }
    }
    return blockers;
  }

  private SessionTick record(SessionRows.Tick tick) {
    return SessionTick.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(++seq)
        .setIntervalMs((int) config.interval().toMillis())
        .setReadTime(tick.clock())
        .setSessionsTotal(tick.total())
        .setOmitted(Math.max(0, tick.busy() - tick.sessions().size()))
        .setNormalizerVersion(SqlNormalizer.VERSION)
        .setSessions(new ArrayList<>(tick.sessions()))
        .build();
  }
}
