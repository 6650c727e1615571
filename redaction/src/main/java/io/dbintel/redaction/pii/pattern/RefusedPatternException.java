package io.dbintel.redaction.pii.pattern;

/** Says why a pattern is not compiled; the message names no value of any scanned text. */
public final class RefusedPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RefusedPatternException(String reason) {
    super(reason);
  }
}
