package io.dbintel.redaction.sql;

/** Where the scanner is in relation to the name of a target. */
enum Target {
  NONE,
  EXPECTED,
  NAMED,
  AFTER_DOT
}
