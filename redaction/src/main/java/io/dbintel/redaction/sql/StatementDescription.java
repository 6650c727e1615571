package io.dbintel.redaction.sql;

/** What is told about a statement besides its text: the tokens to fingerprint, and the summary. */
final class StatementDescription {

  private final TokenBuffer tokens = new TokenBuffer(2048);
  private final StatementSummary summary = new StatementSummary();

  void reset() {
    tokens.reset(true, true);
    summary.reset();
  }

  TokenBuffer tokens() {
    return tokens;
  }

  SummaryText summary() {
    return summary.text();
  }

  void finish() {
    summary.finish();
  }

  /** {@code first}, {@code second}: the word's first sixteen bytes, folded. */
  void word(
      Keyword keyword,
      byte[] sql,
      int start,
      int end,
      long first,
      long second,
      boolean insideHint) {
    tokens.word(sql, start, end, first, second);
    if (!insideHint) {
      summary.word(keyword, sql, start, end);
    }
  }

  /** TRUE, FALSE or NULL of a predicate. */
  void predicate(byte[] sql, int start, int end, long first, boolean insideHint) {
    tokens.word(sql, start, end, first, 0);
    if (!insideHint) {
      summary.operand();
    }
  }

  void identifier(byte[] sql, int start, int end, boolean insideHint) {
    tokens.name(sql, start, end);
    if (!insideHint) {
      summary.identifier(sql, start, end);
    }
  }

  /** A literal, marker or bind. */
  void operand(boolean insideHint) {
    tokens.placeholder();
    if (!insideHint) {
      summary.operand();
    }
  }

  void symbol(byte symbol, boolean insideHint) {
    switch (symbol) {
      case ',' -> tokens.comma();
      case '(' -> tokens.open();
      case ')' -> tokens.close();
      default -> tokens.symbol(symbol);
    }
    if (!insideHint) {
      summary.symbol(symbol);
    }
  }
}
