package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.ControlDocument;

/**
 * A control document and when the agent first saw its version, or the break that it tells of.
 *
 * @param document as published
 * @param receivedAt agent clock, microseconds since the Unix epoch
 */
record ReceivedDocument(ControlDocument document, long receivedAt) {

  /** Whether it was not renewed in time. */
  boolean isPastItsTime(long now) {
    return document.getValidUntil() != 0 && document.getValidUntil() < now;
  }

  /**
   * What probes are counted by: the number of the break, or of documents without one, the version.
   */
  long round() {
    return document.getProbeRound() != 0 ? document.getProbeRound() : document.getVersion();
  }

  /**
   * A document that was read again, or changed in the middle of a break, keeps the time at which
   * the break was seen first.
   */
  static ReceivedDocument after(ReceivedDocument before, ControlDocument document, long now) {
    ReceivedDocument received = new ReceivedDocument(document, now);
    boolean again = before != null && before.round() == received.round();
    return again ? new ReceivedDocument(document, before.receivedAt) : received;
  }
}
