package io.dbintel.redaction.sql;

/**
 * Reads lists, sets, maps and tuples in brackets and braces. A collection of constants is one
 * literal, however many it holds; one that holds a name or a call is left to the scanner.
 */
final class CollectionScanner {

  private static final int MAX_DEPTH = 32;
  private static final int NOT_CONSTANT = -2;

  private final Scan scan;
  private final Quotes quotes = new Quotes();
  private final byte[] closers = new byte[MAX_DEPTH];

  /** No collection that begins before this position is a constant. */
  private int triedTo;

  CollectionScanner(Scan scan) {
    this.scan = scan;
  }

  void reset() {
    triedTo = 0;
  }

  /**
   * Position after the collection; {@code open} itself when it is not a constant, or a bracket
   * after a name, which selects an element.
   */
  int literal(int open, int end) {
    boolean selects = scan.sql[open] == '[' && !scan.writer.operandExpected();
    if (selects || open < triedTo) {
      return open;
    }
    int close = end(open, end);
    scan.lookAhead((close < 0 ? triedTo : close) - open);
    if (close == NOT_CONSTANT) {
      return open;
    }
    if (close == Quotes.UNTERMINATED) {
      scan.endsInsideQuotes();
      return end;
    }
    scan.writer.literal();
    return close;
  }

  private int end(int open, int end) {
    int depth = 0;
    int at = open;
    while (at >= 0 && at < end) {
      byte c = scan.sql[at];
      byte closer = closerOf(c);
      if (closer != 0) {
        if (depth == MAX_DEPTH) {
          triedTo = at;
          return NOT_CONSTANT;
        }
        closers[depth++] = closer;
        at++;
      } else if (c == closers[depth - 1]) {
        at++;
        if (--depth == 0) {
          return at;
        }
      } else {
        int next = constant(at, end);
        if (next == NOT_CONSTANT) {
          triedTo = at;
        }
        at = next;
      }
    }
    if (at == NOT_CONSTANT) {
      return at;
    }
    triedTo = end;
    return Quotes.UNTERMINATED;
  }

  private static byte closerOf(byte c) {
    return switch (c) {
      case '{' -> '}';
      case '[' -> ']';
      case '(' -> ')';
      default -> 0;
    };
  }

  /** Position after a constant, a separator or white space. */
  private int constant(int at, int end) {
    byte[] sql = scan.sql;
    byte c = sql[at];
    if (c >= 0 && c <= ' ' || c == ',' || c == ':' || c == '?') {
      return at + 1;
    }
    if (c == '\'') {
      return quotes.endOfDoubled(sql, at, end, '\'');
    }
    if (c == '$' && at + 1 < end && sql[at + 1] == '$') {
      return Quotes.endOfDollarText(sql, at, at + 2, end);
    }
    int uuid = Numbers.endOfUuid(sql, at, end);
    if (uuid > 0) {
      return uuid;
    }
    int digits = c == '-' || c == '+' ? at + 1 : at;
    if (Numbers.startsNumber(sql, digits, end)) {
      return Numbers.end(sql, digits, end, scan.table);
    }
    return word(at, end);
  }

  private int word(int at, int end) {
    int wordEnd = at;
    while (wordEnd < end && scan.table.wordPart[scan.sql[wordEnd] & 0xff]) {
      wordEnd++;
    }
    Keyword keyword = wordEnd == at ? null : KeywordTable.find(scan.sql, at, wordEnd);
    if (keyword != null && keyword.is(Keyword.Role.CONSTANT)) {
      return wordEnd;
    }
    if (Numbers.endsInUuid(scan.sql, at, end)) {
      return end;
    }
    boolean duration =
        wordEnd > at
            && scan.table.classes[scan.sql[at] & 0xff] == DialectTable.DURATION
            && Durations.isIso(scan.sql, at, wordEnd, end);
    return duration ? Durations.end(scan.sql, at, end, scan.table) : NOT_CONSTANT;
  }
}
