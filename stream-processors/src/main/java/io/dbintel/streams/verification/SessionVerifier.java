package io.dbintel.streams.verification;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verifies the texts of a session tick. */
final class SessionVerifier {
  private static final int MAX_BLOCKING = 256;
  private static final int MAX_TAGS = 32;

  private final TextCheck check;
  private final QueryLanguage language;

  SessionVerifier(TextCheck check, QueryLanguage language) {
    this.check = check;
    this.language = language;
  }

  VerifiedRecord sessions(int bytes, Source source, SessionTick tick) {
    List<SessionSnapshot> sessions = new ArrayList<>(tick.getSessions().size());
    for (Session session : tick.getSessions()) {
      sessions.add(session(session));
    }
    return new VerifiedRecord.Sessions(
        bytes,
        source,
        new ReadId(tick.getIncarnation(), tick.getSeq()),
        tick.getPart(),
        tick.getParts(),
        tick.getIntervalMs(),
        tick.getReadTime(),
        sessions,
        check.detections());
  }

  private SessionSnapshot session(Session session) {
    StatementText text = check.statement(session.getQueryText(), language);
    return new SessionSnapshot(
        check.id(session.getSessionId()),
        session.getSessionStart(),
        check.name(session.getDatabase()),
        check.name(session.getUser()),
        check.text(session.getApplicationName()),
        check.name(session.getClientAddress()),
        session.getClientPort(),
        check.name(session.getClientHostname()),
        check.name(session.getSessionType()),
        check.name(session.getState()),
        session.getActive(),
        check.name(session.getWaitEventType()),
        check.name(session.getWaitEvent()),
        check.id(session.getQueryId()),
        text,
        session.getQueryStart(),
        session.getTransactionStart(),
        session.getStateChange(),
        check.id(session.getTransactionId()),
        session.getBlockingSessionIds().stream().limit(MAX_BLOCKING).map(check::id).toList(),
        tags(session));
  }

  private SortedMap<String, CleanText> tags(Session session) {
    SortedMap<String, CleanText> tags = new TreeMap<>();
    for (Map.Entry<String, String> tag : new TreeMap<>(session.getCommentTags()).entrySet()) {
      if (tags.size() == MAX_TAGS) {
        break;
      }
      tags.put(check.id(tag.getKey()), check.attribute(tag.getKey(), tag.getValue()));
    }
    return tags;
  }
}
