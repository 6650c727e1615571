package io.dbintel.redaction.pii.config;

/** What replaces a private value. */
public enum MaskMode {
  /** The type alone: {@code <EMAIL>}. */
  REDACT,
  /** A keyed token, equal for equal values of a tenant: {@code <EMAIL:k1-ABCDEFGHIJ>}. */
  HMAC,
  /** A hint for people, such as the last four digits; secrets show nothing. */
  PARTIAL,
  /** Same length and ASCII punctuation, every digit 9 and all else x or X. */
  KEEP_FORMAT
}
