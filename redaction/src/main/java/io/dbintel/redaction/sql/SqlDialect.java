package io.dbintel.redaction.sql;

/** How a database system writes literals, identifiers and comments. */
public enum SqlDialect {
  POSTGRESQL(false, false, false, false, false, true, true, false),
  MYSQL(true, true, true, false, true, false, false, false),
  TSQL(false, false, false, true, false, true, false, false),
  ORACLE(false, false, false, false, false, false, false, true),
  /** Unknown system: whatever any dialect takes for a literal is taken for one. */
  GENERIC(true, true, true, false, false, true, true, true);

  private final boolean backslashEscapes;
  private final boolean doubleQuotedStrings;
  private final boolean backticks;
  private final boolean brackets;
  private final boolean hashComments;
  private final boolean nestedComments;
  private final boolean dollarQuotes;
  private final boolean alternativeQuotes;

  SqlDialect(
      boolean backslashEscapes,
      boolean doubleQuotedStrings,
      boolean backticks,
      boolean brackets,
      boolean hashComments,
      boolean nestedComments,
      boolean dollarQuotes,
      boolean alternativeQuotes) {
    this.backslashEscapes = backslashEscapes;
    this.doubleQuotedStrings = doubleQuotedStrings;
    this.backticks = backticks;
    this.brackets = brackets;
    this.hashComments = hashComments;
    this.nestedComments = nestedComments;
    this.dollarQuotes = dollarQuotes;
    this.alternativeQuotes = alternativeQuotes;
  }

  /** A backslash escapes the next character of every string. */
  boolean backslashEscapes() {
    return backslashEscapes;
  }

  /** {@code "text"} is a string, not an identifier. */
  boolean doubleQuotedStrings() {
    return doubleQuotedStrings;
  }

  /** {@code `name`} is an identifier. */
  boolean backticks() {
    return backticks;
  }

  /** {@code [name]} is an identifier. */
  boolean brackets() {
    return brackets;
  }

  /** {@code #} begins a comment. */
  boolean hashComments() {
    return hashComments;
  }

  /** Block comments nest. */
  boolean nestedComments() {
    return nestedComments;
  }

  /** {@code $tag$text$tag$} is a string. */
  boolean dollarQuotes() {
    return dollarQuotes;
  }

  /** {@code q'[text]'} is a string. */
  boolean alternativeQuotes() {
    return alternativeQuotes;
  }
}
