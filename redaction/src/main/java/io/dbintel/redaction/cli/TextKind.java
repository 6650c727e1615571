package io.dbintel.redaction.cli;

/** What a text is, which decides how it is read. */
enum TextKind {
  /** A statement, in the form of the dialect. */
  SQL,
  /** Any other text. */
  TEXT,
  /** An execution plan, in JSON or text. */
  PLAN
}
