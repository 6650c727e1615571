package io.dbintel.collector.systems.postgresql.sessions;

import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns rows of pg_stat_activity into sessions without literals. Used by one thread. */
final class SessionRows {

  /** What the server shows instead of a text that the role may not see. */
  private static final String HIDDEN = "<insufficient privilege>";

  private final NormalizedTexts texts = new NormalizedTexts();

  /**
   * One look at the sessions.
   *
   * @param clock database clock, microseconds
   * @param total client backends, idle ones included
   * @param busy sessions that are not idle, also those beyond the bound
   * @param sessions sessions that are not idle, sorted by pid
   */
  record Tick(long clock, int total, int busy, List<Session> sessions) {}

  Tick read(ResultSet row, TextVerifier verifier) throws SQLException {
    long clock = 0;
    int total = 0;
    int busy = 0;
    List<Session> sessions = new ArrayList<>();
    while (row.next()) {
      clock = row.getLong("clock");
      total = row.getInt("sessions_total");
      busy = row.getInt("busy_total");
      if (row.getObject("pid") != null) {
        sessions.add(session(row, verifier));
      }
    }
    return new Tick(clock, total, busy, sessions);
  }

  private Session session(ResultSet row, TextVerifier verifier) throws SQLException {
    String raw = row.getString("query");
    boolean readable = raw != null && !raw.isEmpty() && !raw.equals(HIDDEN);
    NormalizedTexts.Text text =
        readable ? texts.of(raw, verifier) : new NormalizedTexts.Text(null, false, Map.of());
    return Session.newBuilder()
        .setPid(row.getInt("pid"))
        .setBackendStart(row.getLong("backend_start"))
        .setDatabase(row.getString("datname"))
        .setUser(row.getString("usename"))
        .setApplicationName(verified(row.getString("application_name"), verifier))
        .setClientAddress(row.getString("client_address"))
        .setClientPort(row.getObject("client_port", Integer.class))
        .setClientHostname(row.getString("client_hostname"))
        .setBackendType(row.getString("backend_type"))
        .setState(row.getString("state"))
        .setWaitEventType(row.getString("wait_event_type"))
        .setWaitEvent(row.getString("wait_event"))
        .setQueryid(row.getObject("query_id", Long.class))
        .setQueryText(text.text())
        .setQueryTruncated(text.cut() || row.getBoolean("query_truncated"))
        .setQueryStart(row.getObject("query_start", Long.class))
        .setXactStart(row.getObject("xact_start", Long.class))
        .setStateChange(row.getObject("state_change", Long.class))
        .setBackendXid(row.getObject("backend_xid", Long.class))
        .setBlockingPids(List.of())
        .setCommentTags(text.tags())
        .build();
  }

  private static String verified(String applicationName, TextVerifier verifier) {
    return applicationName == null || applicationName.isEmpty()
        ? null
        : verifier.verifyText(applicationName).text().toString();
  }
}
