package io.dbintel.redaction.sql;

/** Finds where quoted text ends. All positions are after the closing quote. */
final class Quotes {

  /** The text ends before the quoted text does. */
  static final int UNTERMINATED = -1;

  private boolean backslashBeforeQuote;

  /** Whether the last text looked at has a quote right after a backslash. */
  boolean backslashBeforeQuote() {
    return backslashBeforeQuote;
  }

  /** End of a text in which only a doubled quote means a quote. */
  int endOfDoubled(byte[] sql, int open, int end, int quote) {
    backslashBeforeQuote = false;
    int at = open + 1;
    while (at < end) {
      at = Words.endBefore(sql, at, end, quote);
      if (at >= end || sql[at] != quote) {
        at++;
        continue;
      }
      backslashBeforeQuote |= sql[at - 1] == '\\' && at - 1 > open;
      if (at + 1 >= end || sql[at + 1] != quote) {
        return at + 1;
      }
      at += 2;
    }
    return UNTERMINATED;
  }

  /** End of a text in which a backslash escapes the next character, too. */
  int endOfEscaped(byte[] sql, int open, int end, int quote) {
    backslashBeforeQuote = false;
    int at = open + 1;
    while (at < end) {
      int c = sql[at];
      if (c == '\\') {
        backslashBeforeQuote |= at + 1 < end && sql[at + 1] == quote;
        at += 2;
      } else if (c != quote) {
        at++;
      } else if (at + 1 < end && sql[at + 1] == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return UNTERMINATED;
  }

  /** End of {@code q'[text]'}; {@code open} is the position of the quote. */
  static int endOfAlternative(byte[] sql, int open, int end) {
    int delimiter = open + 1 < end ? sql[open + 1] : 0;
    int close =
        switch (delimiter) {
          case '[' -> ']';
          case '(' -> ')';
          case '{' -> '}';
          case '<' -> '>';
          default -> delimiter;
        };
    for (int at = open + 2; at + 1 < end; at++) {
      if (sql[at] == close && sql[at + 1] == '\'') {
        return at + 2;
      }
    }
    return UNTERMINATED;
  }

  /**
   * Position after {@code $tag$}; 0 when there is none. {@code $two words$} is not a tag, but
   * whoever writes it takes it for one.
   */
  static int endOfDollarTag(byte[] sql, int open, int end, DialectTable table) {
    int at = open + 1;
    boolean blank = false;
    while (at < end && sql[at] != '$') {
      int c = sql[at] & 0xff;
      if (c == ' ' && at > open + 1 && !table.unsure) {
        blank = true;
        at++;
        continue;
      }
      boolean part =
          table.classes[c] == DialectTable.WORD
              || table.classes[c] == DialectTable.NON_ASCII
              || at > open + 1 && table.classes[c] == DialectTable.DIGIT;
      if (!part) {
        return 0;
      }
      at++;
    }
    return at < end ? at + 1 : blank ? 0 : UNTERMINATED;
  }

  /** End of a dollar-quoted text whose tag is {@code sql[open, tagEnd)}. */
  static int endOfDollarText(byte[] sql, int open, int tagEnd, int end) {
    int length = tagEnd - open;
    for (int at = tagEnd; at + length <= end; at++) {
      if (sql[at] == '$') {
        int matched = 1;
        while (matched < length && sql[at + matched] == sql[open + matched]) {
          matched++;
        }
        if (matched == length) {
          return at + length;
        }
      }
    }
    return UNTERMINATED;
  }
}
