package io.dbintel.exporter.sink;

import io.dbintel.schemas.avro.ExportStatus;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What became of a batch, or of a part of it that was sent by itself: finally, or for now.
 *
 * @param status terminal status, or DELAYED
 * @param httpStatus last HTTP status, 0 without one
 * @param attempts requests made
 * @param items log records or metric points sent
 * @param rejected of those, how many the destination refused or would have refused
 * @param bytes bytes on the wire, all attempts
 * @param possibleDuplicate whether an attempt without an answer was repeated
 * @param message what the destination said; may be empty
 * @param reason why it was not accepted, in the words of the outcome's schema; empty when not known
 * @param shortened how often something was shortened to a limit of the destination, by limit
 */
public record SinkOutcome(
    ExportStatus status,
    int httpStatus,
    int attempts,
    int items,
    int rejected,
    long bytes,
    boolean possibleDuplicate,
    String message,
    String reason,
    SortedMap<String, Integer> shortened) {

  /** Reason: the destination does not take timestamps of that age. */
  private static final String AGE = "age";

  private static final int MAX_MESSAGE = 500;

  public SinkOutcome {
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
  }

  /** Everything was accepted by a destination that is not an HTTP endpoint. */
  public static SinkOutcome written(int items, long bytes) {
    return new SinkOutcome(ExportStatus.ACCEPTED, 0, 1, items, 0, bytes, false, "", "", none());
  }

  /** Not sent, because the destination does not accept timestamps of that age. */
  public static SinkOutcome expired(int items, String message) {
    return new SinkOutcome(
        ExportStatus.EXPIRED, 0, 0, items, items, 0, false, message, AGE, none());
  }

  private static SortedMap<String, Integer> none() {
    return Collections.emptySortedMap();
  }
}
