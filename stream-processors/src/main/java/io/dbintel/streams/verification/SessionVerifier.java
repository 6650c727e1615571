package io.dbintel.streams.verification;

import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.Verification;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Verifies the texts of a session tick. */
final class SessionVerifier {
  private SessionVerifier() {}

  static VerifiedRecord sessions(SessionTick tick, TextCheck check) {
    List<SessionSnapshot> sessions = new ArrayList<>(tick.getSessions().size());
    for (Session session : tick.getSessions()) {
      sessions.add(session(session, check));
    }
    return new VerifiedRecord.Sessions(
        RecordVerifier.source(
            check, tick.getSystem(), tick.getServerAddress(), tick.getServerPort()),
        tick.getIncarnation(),
        tick.getSeq(),
        tick.getIntervalMs(),
        tick.getReadTime(),
        sessions,
        check.detections());
  }

  private static SessionSnapshot session(Session session, TextCheck check) {
    Verification query = check.sql(session.getQueryText());
    return new SessionSnapshot(
        session.getPid(),
        session.getBackendStart(),
        check.name(session.getDatabase()),
        check.name(session.getUser()),
        check.text(session.getApplicationName()),
        check.name(session.getClientAddress()),
        session.getClientPort(),
        check.name(session.getClientHostname()),
        check.name(session.getBackendType()),
        check.name(session.getState()),
        check.name(session.getWaitEventType()),
        check.name(session.getWaitEvent()),
        session.getQueryid(),
        query == null ? null : query.text(),
        query == null ? null : check.summary(query),
        session.getQueryStart(),
        session.getXactStart(),
        session.getStateChange(),
        session.getBlockingPids(),
        tags(session, check));
  }

  private static Map<String, CleanText> tags(Session session, TextCheck check) {
    Map<String, CleanText> tags = new TreeMap<>();
    for (Map.Entry<String, String> tag : session.getCommentTags().entrySet()) {
      tags.put(check.name(tag.getKey()).toString(), check.attribute(tag.getKey(), tag.getValue()));
    }
    return tags;
  }
}
