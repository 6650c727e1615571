package io.dbintel.redaction.sql;

/** Whose conventions the normalised text follows. The fingerprint is the same under every one. */
public enum OutputProfile {
  /**
   * OpenTelemetry's rules: every literal is {@code ?}, lists and rows of literals are folded, white
   * space is collapsed, comments are dropped, binds and everything else stay as written.
   */
  DEFAULT,
  /**
   * Datadog's go-sqllexer, obfuscated and normalised: one blank between tokens, identifiers without
   * quotes, NULL, booleans and {@code $1} become {@code ?}, no last semicolon; aliases are kept.
   */
  DATADOG,
  /**
   * pg_stat_statements: constants become {@code $n}, numbered after the parameters of the
   * statement; white space stays, nothing is folded. Unlike there, comments are dropped.
   */
  PG_STAT_STATEMENTS,
  /**
   * New Relic's agents: literals, comments, NULL and booleans become {@code ?}, white space stays,
   * nothing is folded, and a text that ends inside a literal is {@code ?} as a whole.
   */
  NEWRELIC;

  boolean collapsesSpace() {
    return this == DEFAULT || this == DATADOG;
  }

  boolean foldsLists() {
    return this == DEFAULT || this == DATADOG;
  }

  boolean foldsRows() {
    return this == DEFAULT;
  }

  boolean masksNull() {
    return this != DEFAULT;
  }

  boolean dropsLastSemicolon() {
    return this == DATADOG;
  }

  boolean numbersLiterals() {
    return this == PG_STAT_STATEMENTS;
  }

  boolean spacesTokens() {
    return this == DATADOG;
  }

  /** Comments become {@code ?}, E stays before a string, a truncated text is {@code ?}. */
  boolean followsNewRelic() {
    return this == NEWRELIC;
  }
}
