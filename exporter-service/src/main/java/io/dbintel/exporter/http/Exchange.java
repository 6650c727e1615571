package io.dbintel.exporter.http;

import java.util.Optional;

/**
 * What came of one attempt to deliver a request.
 *
 * @param status HTTP status, 0 without an answer
 * @param retryAfter value of the header Retry-After
 * @param location value of the header Location
 * @param contentType value of the header Content-Type
 * @param body response body, as much of it as is of interest
 * @param whole whether the answer came to its end
 * @param wireBytes size of the request body
 * @param problem why there is no answer, or not its end; empty for a whole one
 */
record Exchange(
    Kind kind,
    int status,
    Optional<String> retryAfter,
    Optional<String> location,
    Optional<String> contentType,
    byte[] body,
    boolean whole,
    long wireBytes,
    String problem) {

  enum Kind {
    ANSWERED,
    /** Answered, but not by the kind of receiver that is expected there. */
    ANSWERED_BY_OTHERS,
    /** Not sent: larger than a request may be. */
    TOO_LARGE,
    /** No connection was made: the destination cannot have got it. */
    NOT_CONNECTED,
    /** Sent, at least in part, and no answer came: the destination may have got it. */
    NO_ANSWER
  }

  static Exchange answered(int status, Optional<String> retryAfter, byte[] body, long wireBytes) {
    return new Exchange(
        Kind.ANSWERED,
        status,
        retryAfter,
        Optional.empty(),
        Optional.empty(),
        body,
        true,
        wireBytes,
        "");
  }

  static Exchange tooLarge(long wireBytes) {
    return failed(Kind.TOO_LARGE, wireBytes, "");
  }

  static Exchange failed(Kind kind, long wireBytes, String problem) {
    return new Exchange(
        kind,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new byte[0],
        true,
        wireBytes,
        problem);
  }

  /** The same with further headers of the answer. */
  Exchange with(Optional<String> newLocation, Optional<String> newContentType) {
    return new Exchange(
        kind, status, retryAfter, newLocation, newContentType, body, whole, wireBytes, problem);
  }

  /** The same, but the answer broke off after its headers. */
  Exchange brokenOff(String why) {
    return new Exchange(
        kind, status, retryAfter, location, contentType, body, false, wireBytes, why);
  }

  /** The same, but the answer cannot be that of the receiver. */
  Exchange byOthers() {
    return new Exchange(
        Kind.ANSWERED_BY_OTHERS,
        status,
        retryAfter,
        location,
        contentType,
        body,
        whole,
        wireBytes,
        problem);
  }

  /** Whether the destination said that it took the request, whatever became of the rest. */
  boolean success() {
    return status >= 200 && status < 300;
  }

  /** Whether the destination may have got the request although it has to be repeated. */
  boolean mayHaveArrived() {
    return kind == Kind.NO_ANSWER || kind == Kind.ANSWERED && status < 300;
  }
}
