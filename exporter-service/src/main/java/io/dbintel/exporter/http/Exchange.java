package io.dbintel.exporter.http;

import java.util.Optional;

/**
 * One request and what came of it.
 *
 * @param kind whether there was an answer
 * @param status HTTP status; 0 without an answer
 * @param retryAfter value of the Retry-After header
 * @param body response body; empty without an answer
 * @param wireBytes size of the request body as sent
 * @param problem what went wrong without an answer
 */
record Exchange(
    Kind kind,
    int status,
    Optional<String> retryAfter,
    byte[] body,
    long wireBytes,
    String problem) {

  enum Kind {
    ANSWERED,
    /** Not sent: larger than a request may be. */
    TOO_LARGE,
    /** No connection was made: the destination cannot have got it. */
    NOT_CONNECTED,
    /** Sent, at least in part, and no answer came: the destination may have got it. */
    NO_ANSWER
  }

  static Exchange answered(int status, Optional<String> retryAfter, byte[] body, long wireBytes) {
    return new Exchange(Kind.ANSWERED, status, retryAfter, body, wireBytes, "");
  }

  static Exchange tooLarge(long wireBytes) {
    return new Exchange(Kind.TOO_LARGE, 0, Optional.empty(), new byte[0], wireBytes, "");
  }

  static Exchange failed(Kind kind, long wireBytes, String problem) {
    return new Exchange(kind, 0, Optional.empty(), new byte[0], wireBytes, problem);
  }
}
