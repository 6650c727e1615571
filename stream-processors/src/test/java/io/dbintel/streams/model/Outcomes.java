package io.dbintel.streams.model;

import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;

/** What became of exports, for tests. */
public final class Outcomes {
  private Outcomes() {}

  /** Everything was accepted. */
  public static ExportOutcome accepted(String sink, int items) {
    return outcome(sink, ExportStatus.ACCEPTED, 200, items, 0, null);
  }

  /** A batch has to wait. */
  public static ExportOutcome delayed(String sink, int status, int items) {
    return outcome(sink, ExportStatus.DELAYED, status, items, items, null);
  }

  /** With what the destination said. */
  public static ExportOutcome outcome(
      String sink, ExportStatus status, int http, int items, int rejected, String message) {
    return ExportOutcome.newBuilder()
        .setSink(sink)
        .setSignal("metrics")
        .setStatus(status)
        .setHttpStatus(http)
        .setAttempts(1)
        .setItems(items)
        .setRejectedItems(rejected)
        .setBytes(10)
        .setPossibleDuplicate(false)
        .setTime(1)
        .setMessage(message)
        .build();
  }
}
