package io.dbintel.collector.systems.postgresql.sessions;

import io.dbintel.collector.config.SessionsConfig;
import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.sessions.SessionSnapshot;
import io.dbintel.collector.sessions.SessionSource;
import io.dbintel.collector.sessions.SessionTexts;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sessions that are not idle, and who blocks those that wait for a lock. */
public final class PostgresSessions implements SessionSource {

  private static final SqlResources SQL = SqlResources.nextTo(PostgresSessions.class);
  private static final int FETCH_ROWS = 50;
  private static final String BLOCKING = SQL.read("blocking");

  private final SessionsConfig config;
  private final JdbcConnections connections;

  /** Reads through the given connections. */
  public PostgresSessions(SessionsConfig config, JdbcConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  @Override
  public SessionSnapshot read(SessionTexts texts) throws PollFailure {
    return connections.inTransaction(connection -> read(connection, texts));
  }

  private SessionSnapshot read(Connection connection, SessionTexts texts) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    String sql = SQL.forVersion("sessions", version);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setInt(1, SessionTexts.RAW_CHARACTERS);
      statement.setInt(2, config.maxSessions());
      try (ResultSet result = statement.executeQuery()) {
        SessionSnapshot snapshot = SessionRows.read(result, texts);
        addBlockers(connection, snapshot.sessions());
        return snapshot;
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
    Map<String, List<String>> blockers = blockers(connection, waiting);
    for (Session session : waiting) {
      session.setBlockingSessionIds(blockers.getOrDefault(session.getSessionId(), List.of()));
    }
  }

  private static Map<String, List<String>> blockers(Connection connection, List<Session> waiting)
      throws SQLException {
    Integer[] pids =
        waiting.stream()
            .map(session -> Integer.valueOf(session.getSessionId()))
            .toArray(Integer[]::new);
    Map<String, List<String>> blockers = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(BLOCKING)) {
      statement.setArray(1, connection.createArrayOf("int4", pids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Integer[] blocking = (Integer[]) row.getArray("blocking_pids").getArray();
          // a backend appears once for every lock of its parallel group
          blockers.put(
              row.getString("pid"),
              Arrays.stream(blocking).distinct().sorted().map(pid -> pid.toString()).toList());
        }
      }
    }
    return blockers;
  }
}
