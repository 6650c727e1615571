package io.dbintel.redaction.sql;

/** Finds where comments and the rows of COPY end. */
final class Comments {

  private static final byte[] END_OF_ROWS = {'\n', '\\', '.'};

  private Comments() {}

  static int endOfLine(byte[] sql, int start, int end, boolean carriageReturnEnds) {
    int at = start;
    while (at < end && sql[at] != '\n' && !(carriageReturnEnds && sql[at] == '\r')) {
      at++;
    }
    return at;
  }

  /** Position after the end of a comment; {@link Quotes#UNTERMINATED} when the text ends before. */
  static int endOfBlock(byte[] sql, int open, int end, boolean nested) {
    int depth = 1;
    int at = open + 2;
    while (at + 1 < end) {
      if (sql[at] == '*' && sql[at + 1] == '/') {
        at += 2;
        if (--depth == 0) {
          return at;
        }
      } else if (nested && sql[at] == '/' && sql[at + 1] == '*') {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
    return Quotes.UNTERMINATED;
  }

  static boolean hasQuote(byte[] sql, int start, int end) {
    for (int at = start; at < end; at++) {
      if (sql[at] == '\'' || sql[at] == '"' || sql[at] == '`') {
        return true;
      }
    }
    return false;
  }

  /** Whether there are only blanks and comments between a position and the end of its line. */
  static boolean lineEnds(byte[] sql, int start, int end) {
    int at = afterBlanks(sql, start, end);
    while (startsWith(sql, at, end, '/', '*')) {
      int close = endOfBlock(sql, at, end, true);
      at = close == Quotes.UNTERMINATED ? end : afterBlanks(sql, close, end);
    }
    int lineEnd = startsWith(sql, at, end, '-', '-') ? endOfLine(sql, at, end, false) : at;
    return lineEnd < end && sql[lineEnd] == '\n';
  }

  private static int afterBlanks(byte[] sql, int start, int end) {
    int at = start;
    while (at < end && sql[at] <= ' ' && sql[at] >= 0 && sql[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] sql, int at, int end, int first, int second) {
    return at + 1 < end && sql[at] == first && sql[at + 1] == second;
  }

  /** Position after the line {@code \.} that ends the rows of COPY, or the end of the text. */
  static int endOfRows(byte[] sql, int start, int end) {
    for (int at = start; at + 2 < end; at++) {
      if (sql[at] == END_OF_ROWS[0]
          && sql[at + 1] == END_OF_ROWS[1]
          && sql[at + 2] == END_OF_ROWS[2]
          && (at + 3 >= end || sql[at + 3] == '\n' || sql[at + 3] == '\r')) {
        return at + 3;
      }
    }
    return end;
  }
}
