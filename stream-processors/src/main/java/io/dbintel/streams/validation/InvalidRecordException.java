package io.dbintel.streams.validation;

/**
 * A record that cannot be processed and goes to the dead letters. Thrown by decoding and validation
 * alone, before anything was stored or forwarded.
 */
public final class InvalidRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Describes the record.
   *
   * @param reason code: undecodable, invalid_field, unknown_system, oversized
   * @param message what was found and what was expected, free of content
   */
  public InvalidRecordException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Code of the reason. */
  public String reason() {
    return reason;
  }
}
