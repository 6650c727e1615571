package io.dbintel.redaction.sql;

/** Reads strings and quoted identifiers. Every method returns the position to go on at. */
final class LiteralScanner {

  private final Scan scan;
  private final Quotes quotes = new Quotes();

  LiteralScanner(Scan scan) {
    this.scan = scan;
  }

  /**
   * A string. Where a backslash before a quote ends it in one reading and not in the other, the
   * rest of the text settles which of them holds in this session; if both make sense, or none, the
   * rest may be a literal and is masked.
   *
   * @param escapes whether the prefix of the string makes backslashes escapes
   */
  int string(int open, int end, int quote, boolean escapes) {
    boolean backslashes = escapes || scan.backslashEscapes();
    int close =
        backslashes
            ? quotes.endOfEscaped(scan.sql, open, end, quote)
            : quotes.endOfDoubled(scan.sql, open, end, quote);
    boolean unsettled =
        quotes.backslashBeforeQuote()
            && !escapes
            && !scan.backslashesSettled()
            && !isEscapeCharacter(open, close);
    if (unsettled) {
      int other = otherReading(open, end, quote, backslashes);
      if (close != other) {
        if (!scan.settleBackslashes(open, end)) {
          scan.maskRest();
          return end;
        }
        close = scan.backslashEscapes() == backslashes ? close : other;
      }
    }
    return literal(close, end);
  }

  private int otherReading(int open, int end, int quote, boolean backslashes) {
    int close =
        backslashes
            ? quotes.endOfDoubled(scan.sql, open, end, quote)
            : quotes.endOfEscaped(scan.sql, open, end, quote);
    scan.lookAhead((close < 0 ? end : close) - open);
    return close;
  }

  /** {@code ESCAPE '\'}: an escape character is one character. */
  private boolean isEscapeCharacter(int open, int close) {
    return close == open + 3
        && scan.writer.lastKeyword() == Keyword.ESCAPE
        && !scan.table.backslashEscapes;
  }

  int doubleQuoted(int open, int end) {
    DialectTable table = scan.table;
    if (table.doubleQuotedStrings && !(table.unsure && isQualified(open, end))) {
      return string(open, end, '"', false);
    }
    int close = quotes.endOfDoubled(scan.sql, open, end, '"');
    boolean masked =
        scan.writer.secrets().follows() || table.ambiguousDoubleQuotes && isValue(close, end);
    return name(open, close, end, masked);
  }

  /** {@code "schema"."table"}: part of a dotted name in every system. */
  private boolean isQualified(int open, int end) {
    int close = quotes.endOfDoubled(scan.sql, open, end, '"');
    scan.lookAhead((close < 0 ? end : close) - open);
    if (close < 0 || quotes.backslashBeforeQuote()) {
      return false;
    }
    boolean last = scan.writer.lastSymbol() == '.' && scan.sql[open - 1] == '.';
    return last || close + 1 < end && scan.sql[close] == '.' && beginsName(scan.sql[close + 1]);
  }

  private boolean beginsName(byte c) {
    byte kind = scan.table.classes[c & 0xff];
    return kind == DialectTable.WORD || kind == DialectTable.DOUBLE_QUOTE || c == '*';
  }

  /** {@code U&"name"}. */
  int unicodeName(int start, int open, int end) {
    int close = quotes.endOfDoubled(scan.sql, open, end, '"');
    return name(start, close, end, scan.writer.secrets().follows());
  }

  /** {@code = "text"} in T-SQL: a string if QUOTED_IDENTIFIER is off, and after EXEC always. */
  private boolean isValue(int close, int end) {
    byte before = scan.writer.lastSymbol();
    boolean compared =
        before == '='
            || before == '<'
            || before == '>'
            || scan.writer.lastKeyword() == Keyword.LIKE
            || scan.writer.lastKeyword() == Keyword.PRINT
            || scan.writer.insideCall()
            || (before == '(' || before == ',') && scan.writer.insideValueList();
    return compared && !(close > 0 && close < end && scan.sql[close] == '.');
  }

  /** A name in backticks or brackets. */
  int quotedName(int open, int end) {
    int quote = scan.sql[open] == '[' ? ']' : scan.sql[open];
    int close = quotes.endOfDoubled(scan.sql, open, end, quote);
    return name(open, close, end, scan.writer.secrets().follows());
  }

  private int name(int open, int close, int end, boolean masked) {
    if (close == Quotes.UNTERMINATED) {
      scan.endsInsideQuotes();
      return end;
    }
    if (masked) {
      scan.writer.literal();
    } else {
      scan.writer.identifier(scan.sql, open, close);
    }
    return close;
  }

  int alternative(int open, int end) {
    return literal(Quotes.endOfAlternative(scan.sql, open, end), end);
  }

  /** {@code $tag$text$tag$}; {@code open} itself when there is none. */
  int dollarQuoted(int open, int end) {
    int tagEnd = Quotes.endOfDollarTag(scan.sql, open, end, scan.table);
    if (tagEnd == 0) {
      return open;
    }
    if (tagEnd == Quotes.UNTERMINATED) {
      return literal(tagEnd, end);
    }
    return literal(Quotes.endOfDollarText(scan.sql, open, tagEnd, end), end);
  }

  private int literal(int close, int end) {
    if (close == Quotes.UNTERMINATED) {
      scan.endsInsideQuotes();
      return end;
    }
    scan.writer.literal();
    return close;
  }
}
