package io.dbintel.streams.results;

import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.StatementText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** Gives a sampled session the names of the {@code db.server.query_sample} event. */
final class SampleMapper {
  private static final String EVENT = "db.server.query_sample";
  private static final double MICROS_PER_MILLI = 1e3;
  private static final List<String> FIELDS =
      List.of(
          "system",
          "database",
          "user",
          "query_text",
          "query_summary",
          "fingerprint",
          "query_id",
          "client_address",
          "client_port",
          "client_hostname",
          "application_name",
          "session_id",
          "session_start",
          "session_type",
          "state",
          "wait_event",
          "wait_event_type",
          "query_start",
          "transaction_start",
          "state_change",
          "transaction_id",
          "exec_time",
          "blocking_session_ids",
          "comment_tags",
          "weight",
          "record_id");

  private final EventLayouts layouts = new EventLayouts(EVENT, FIELDS);
  private final EventEncoder encoder = new EventEncoder();

  EncodedRecord map(String instance, long timestamp, Insight.QuerySample sample) {
    SessionSnapshot session = sample.session();
    String id =
        RecordId.of(instance, "query_sample")
            .with(sample.read())
            .with(session.sessionId())
            .with(session.sessionStart())
            .hex();
    StatementText text = session.text();
    Object[] values = {
      sample.source().system(),
      session.database(),
      session.user(),
      text == null ? null : text.text(),
      text == null ? null : text.summary(),
      text == null ? null : HexFormat.of().toHexDigits(text.fingerprint()),
      session.queryId(),
      session.clientAddress(),
      session.clientPort(),
      session.clientHostname(),
      session.applicationName(),
      session.sessionId(),
      session.sessionStart() == 0 ? null : timestamp(session.sessionStart()),
      session.sessionType(),
      session.state(),
      session.waitEvent(),
      session.waitEventType(),
      timestamp(session.queryStart()),
      timestamp(session.transactionStart()),
      timestamp(session.stateChange()),
      session.transactionId(),
      execMillis(sample.time(), session),
      session.blockingSessionIds(),
      session.commentTags(),
      sample.weight(),
      id
    };
    return encoder.event(
        new EventEncoder.Head(id, sample.time(), timestamp),
        instance,
        sample.source(),
        layouts.of(sample.source()),
        values);
  }

  /** How long the statement has run; of a session that runs none, how long its last one ran. */
  private static Double execMillis(long time, SessionSnapshot session) {
    if (session.queryStart() == null) {
      return null;
    }
    Long end = session.active() ? Long.valueOf(time) : session.stateChange();
    return end == null ? null : Math.max(0, end - session.queryStart()) / MICROS_PER_MILLI;
  }

  private static String timestamp(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
