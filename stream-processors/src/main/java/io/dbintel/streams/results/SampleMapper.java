package io.dbintel.streams.results;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.records.SessionSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Gives a sampled session the names of the receiver's {@code db.server.query_sample} event. */
final class SampleMapper {
  private static final double MICROS_PER_MILLI = 1e3;

  private final ResultNames names;

  SampleMapper(ResultNames names) {
    this.names = names;
  }

  ResultEvent map(String instance, long timestamp, Insight.QuerySample sample) {
    SessionSnapshot session = sample.session();
    String id =
        RecordId.of(instance, "query_sample")
            .with(sample.read())
            .with(session.pid())
            .with(session.backendStart())
            .hex();
    Attributes attributes =
        new Attributes(names)
            .put("system", sample.source().system())
            .put("namespace", session.database())
            .put("query_text", session.queryText())
            .put("query_summary", session.querySummary())
            .put("sample.user", session.user())
            .put("sample.peer_address", session.clientAddress())
            .put("sample.peer_port", session.clientPort())
            .put("sample.pid", session.pid())
            .put("sample.application_name", session.applicationName())
            .put("sample.client_hostname", session.clientHostname())
            .put("record_id", id);
    activity(attributes, sample.time(), session);
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, sample.source()),
        names.of("event.query_sample"),
        sample.time(),
        timestamp,
        attributes);
  }

  private static void activity(Attributes attributes, long time, SessionSnapshot session) {
    attributes
        .put("sample.backend_type", session.backendType())
        .put("sample.state", session.state())
        .put("sample.wait_event", session.waitEvent())
        .put("sample.wait_event_type", session.waitEventType())
        .put("sample.queryid", session.queryid() == null ? null : session.queryid().toString())
        .put("sample.query_start", timestamp(session.queryStart()))
        .put("sample.xact_start", timestamp(session.xactStart()))
        .put("sample.state_change", timestamp(session.stateChange()))
        .put("sample.backend_start", timestamp(session.backendStart()))
        .put("sample.total_exec_time", execMillis(time, session))
        .put("sample.blocking_pids", pids(session));
    session.commentTags().forEach((key, value) -> attributes.put("sample.comment_tag", key, value));
  }

  /** How long the statement has run; of a session that runs none, how long its last one ran. */
  private static Double execMillis(long time, SessionSnapshot session) {
    if (session.queryStart() == null) {
      return null;
    }
    boolean active = session.state() != null && session.state().toString().equals("active");
    Long end = active ? Long.valueOf(time) : session.stateChange();
    return end == null ? null : Math.max(0, end - session.queryStart()) / MICROS_PER_MILLI;
  }

  /** As a PostgreSQL array literal, like the receiver: {@code {}} when nothing blocks. */
  private static String pids(SessionSnapshot session) {
    return session.blockingPids().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String timestamp(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
