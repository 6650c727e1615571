package io.dbintel.exporter.http;

/**
 * What a destination says of a request with a success status.
 *
 * @param rejected log records or points it rejected nevertheless
 * @param message why; may be empty
 */
public record Acceptance(long rejected, String message) {

  /** Everything was accepted. */
  public static final Acceptance FULL = new Acceptance(0, "");
}
