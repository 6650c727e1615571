package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.ControlDocument;

/**
 * A control document and when the agent first saw its version.
 *
 * @param document as published
 * @param receivedAt agent clock, microseconds since the Unix epoch
 */
record ReceivedDocument(ControlDocument document, long receivedAt) {

  /** Whether it was not renewed in time. */
  boolean isPastItsTime(long now) {
    return document.getValidUntil() != 0 && document.getValidUntil() < now;
  }

  /** A document that was read again keeps the time at which its version was seen first. */
  static ReceivedDocument after(ReceivedDocument before, ControlDocument document, long now) {
    boolean again = before != null && before.document.getVersion() == document.getVersion();
    return new ReceivedDocument(document, again ? before.receivedAt : now);
  }
}
