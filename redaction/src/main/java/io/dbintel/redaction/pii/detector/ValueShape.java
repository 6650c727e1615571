package io.dbintel.redaction.pii.detector;

/** What is known of a value's form; decides its canonical form in tokens and its partial mask. */
public enum ValueShape {
  /** Letters' case does not matter; the domain may be shown. */
  EMAIL,
  /** Only letters and digits count; the last four may be shown. */
  NUMBER,
  /** Letters' case does not matter; the first half may be shown. */
  ADDRESS,
  /** Every character counts and none may be shown. */
  SECRET
}
