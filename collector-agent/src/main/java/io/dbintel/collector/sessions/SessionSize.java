package io.dbintel.collector.sessions;

import static io.dbintel.collector.publish.RecordParts.textBytes;

import io.dbintel.schemas.avro.Session;

/** Upper bound of the encoded size of a session. */
final class SessionSize {

  /** Numbers, flags and union tags of a session, at most. */
  private static final int FIXED_BYTES = 96;

  private SessionSize() {}

  static int bytes(Session session) {
    int bytes =
        FIXED_BYTES
            + textBytes(session.getSessionId())
            + textBytes(session.getDatabase())
            + textBytes(session.getUser())
            + textBytes(session.getApplicationName())
            + textBytes(session.getClientAddress())
            + textBytes(session.getClientHostname())
            + textBytes(session.getSessionType())
            + textBytes(session.getState())
            + textBytes(session.getWaitEventType())
            + textBytes(session.getWaitEvent())
            + textBytes(session.getQueryId())
            + textBytes(session.getQueryText())
            + textBytes(session.getTransactionId());
    for (String blocker : session.getBlockingSessionIds()) {
      bytes += textBytes(blocker);
    }
    for (var tag : session.getCommentTags().entrySet()) {
      bytes += textBytes(tag.getKey()) + textBytes(tag.getValue());
    }
    return bytes;
  }
}
