package io.dbintel.benchmarks.redaction;

/**
 * The least that a scanner of bytes does: copies words and symbols, replaces plain strings and
 * numbers, collapses blanks. It leaks whatever needs a further rule; it is here to tell what the
 * machine allows.
 */
final class BareScanner {

  private static final byte SYMBOL = 0;
  private static final byte SPACE = 1;
  private static final byte WORD = 2;
  private static final byte DIGIT = 3;
  private static final byte QUOTE = 4;
  private static final byte[] KINDS = new byte[256];

  static {
    for (int c = 0; c < KINDS.length; c++) {
      KINDS[c] =
          c <= ' '
              ? SPACE
              : c >= '0' && c <= '9'
                  ? DIGIT
                  : c == '\''
                      ? QUOTE
                      : c >= 0x80 || c == '_' || Character.isLetter(c) ? WORD : SYMBOL;
    }
  }

  private BareScanner() {}

  /** Writes to {@code out}, which has room for the text; returns the length written. */
  static int mask(byte[] sql, byte[] out) {
    int at = 0;
    int length = 0;
    boolean blank = false;
    while (at < sql.length) {
      byte kind = KINDS[sql[at] & 0xff];
      if (kind == SPACE) {
        blank = true;
        at++;
        continue;
      }
      if (blank) {
        out[length++] = ' ';
        blank = false;
      }
      if (kind == WORD) {
        do {
          out[length++] = sql[at++];
        } while (at < sql.length && isPart(sql[at]));
      } else if (kind == DIGIT) {
        out[length++] = '?';
        do {
          at++;
        } while (at < sql.length && (sql[at] == '.' || isPart(sql[at])));
      } else if (kind == QUOTE) {
        out[length++] = '?';
        do {
          at++;
        } while (at < sql.length && sql[at] != '\'');
        at++;
      } else {
        out[length++] = sql[at++];
      }
    }
    return length;
  }

  private static boolean isPart(byte c) {
    byte kind = KINDS[c & 0xff];
    return kind == WORD || kind == DIGIT;
  }
}
