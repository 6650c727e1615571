package io.dbintel.exporter.http;

/**
 * What a destination says of a request with a success status.
 *
 * @param rejected log records or points it did not take all the same
 * @param message why; may be empty
 */
public record Acceptance(long rejected, String message) {

  /** Everything was taken. */
  public static final Acceptance FULL = new Acceptance(0, "");
}
