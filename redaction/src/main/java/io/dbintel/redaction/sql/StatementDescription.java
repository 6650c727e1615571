package io.dbintel.redaction.sql;

/** What is known of a statement besides its text: the tokens to fingerprint, and the summary. */
final class StatementDescription {

  private final TokenBuffer tokens = new TokenBuffer(2048);
  private final StatementSummary summary = new StatementSummary();
  private final SummaryText text = new SummaryText();

  void reset(int statementLength) {
    tokens.reset(statementLength);
    summary.reset();
  }

  TokenBuffer tokens() {
    return tokens;
  }

  SummaryText summary() {
    return text;
  }

  void finish(byte[] sql) {
    text.write(sql, summary.finish());
  }

  /**
   * A word.
   *
   * @param keyword null for names
   * @param first its first eight bytes, folded
   * @param second its second eight bytes, folded
   */
  void word(
      Keyword keyword,
      byte[] sql,
      int start,
      int end,
      long first,
      long second,
      boolean insideHint) {
    tokens.word(sql, start, end, first, second);
    boolean relevant = summary.attentive() || keyword != null && keyword.concernsSummary();
    if (relevant && !insideHint) {
      summary.word(keyword, start, end);
    }
  }

  /** TRUE, FALSE or NULL of a predicate. */
  void predicate(byte[] sql, int start, int end, long first, boolean insideHint) {
    tokens.word(sql, start, end, first, 0);
    summarizeOperand(insideHint);
  }

  /** A quoted name. */
  void identifier(byte[] sql, int start, int end, boolean insideHint) {
    tokens.name(sql, start, end);
    if (summary.attentive() && !insideHint) {
      summary.word(null, start, end);
    }
  }

  /** A literal, marker or bind. */
  void operand(boolean insideHint) {
    tokens.placeholder();
    summarizeOperand(insideHint);
  }

  private void summarizeOperand(boolean insideHint) {
    if (summary.attentive() && !insideHint) {
      summary.operand();
    }
  }

  void symbol(byte symbol, boolean insideHint) {
    boolean relevant = true;
    switch (symbol) {
      case ',' -> tokens.comma();
      case '(' -> tokens.open();
      case ')' -> tokens.close();
      default -> {
        tokens.symbol(symbol);
        relevant = symbol == ';' || summary.attentive();
      }
    }
    if (relevant && !insideHint) {
      summary.symbol(symbol);
    }
  }
}
