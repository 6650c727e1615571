package io.dbintel.collector.systems.postgresql.sessions;

import io.dbintel.collector.sessions.SessionSnapshot;
import io.dbintel.collector.sessions.SessionTexts;
import io.dbintel.schemas.avro.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns rows of pg_stat_activity into sessions without literals. */
final class SessionRows {

  /** What the server shows instead of a text that the role may not see. */
  private static final String HIDDEN = "<insufficient privilege>";

  private static final Set<String> ACTIVE_STATES = Set.of("active", "fastpath function call");

  private SessionRows() {}

  static SessionSnapshot read(ResultSet row, SessionTexts texts) throws SQLException {
    long clock = 0;
    int total = 0;
    int busy = 0;
    List<Session> sessions = new ArrayList<>();
    while (row.next()) {
      clock = row.getLong("clock");
      total = row.getInt("sessions_total");
      busy = row.getInt("busy_total");
      if (row.getObject("pid") != null) {
        sessions.add(session(row, texts));
      }
    }
    return new SessionSnapshot(clock, total, Math.max(0, busy - sessions.size()), sessions);
  }

  private static Session session(ResultSet row, SessionTexts texts) throws SQLException {
    String raw = row.getString("query");
    boolean readable = raw != null && !raw.isEmpty() && !raw.equals(HIDDEN);
    SessionTexts.Text text = readable ? texts.statement(raw) : SessionTexts.Text.NONE;
    String state = row.getString("state");
    return Session.newBuilder()
        .setSessionId(row.getString("pid"))
        .setSessionStart(row.getLong("backend_start"))
        .setDatabase(row.getString("datname"))
        .setUser(row.getString("usename"))
        .setApplicationName(texts.freeText(row.getString("application_name")))
        .setClientAddress(row.getString("client_address"))
        .setClientPort(row.getObject("client_port", Integer.class))
        .setClientHostname(row.getString("client_hostname"))
        .setSessionType(row.getString("backend_type"))
        .setState(state)
        .setActive(state != null && ACTIVE_STATES.contains(state))
        .setWaitEventType(row.getString("wait_event_type"))
        .setWaitEvent(row.getString("wait_event"))
        .setQueryId(row.getString("query_id"))
        .setQueryText(text.text())
        .setQueryTruncated(text.cut() || row.getBoolean("query_truncated"))
        .setQueryStart(row.getObject("query_start", Long.class))
        .setTransactionStart(row.getObject("xact_start", Long.class))
        .setStateChange(row.getObject("state_change", Long.class))
        .setTransactionId(row.getString("backend_xid"))
        .setBlockingSessionIds(List.of())
        .setCommentTags(text.tags())
        .build();
  }
}
