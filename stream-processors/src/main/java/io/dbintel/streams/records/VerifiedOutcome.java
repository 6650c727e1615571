package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.ExportStatus;

/**
 * What became of a tenant's results at a destination, with its texts verified.
 *
 * @param sink name of the sink
 * @param status what became of them
 * @param httpStatus HTTP status of the last answer; 0 without one
 * @param attempts requests made
 * @param items points or log records sent
 * @param rejected of those, how many were refused; of a report, how many errors it tells
 * @param reason why, in the exporter's own words; null when it does not know
 * @param message what the destination said; null for nothing
 * @param reportId identity of a later report; null for the outcome of a batch
 */
public record VerifiedOutcome(
    CleanText sink,
    ExportStatus status,
    int httpStatus,
    int attempts,
    int items,
    int rejected,
    String reason,
    CleanText message,
    String reportId) {

  /** Whether the destination told it later, of what it had accepted. */
  public boolean isReport() {
    return reportId != null;
  }
}
