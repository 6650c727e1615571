package io.dbintel.redaction.sql;

/** Recognises numbers, and identifiers of records (UUIDs) that are written without quotes. */
final class Numbers {

  private static final int UUID_LENGTH = 36;
  private static final int FIRST_DASH = 8;

  /** Less of a UUID than this says nothing of it. */
  private static final int MIN_UUID_PART = 3;

  private Numbers() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsNumber(byte[] sql, int at, int end) {
    return at < end && (isDigit(sql[at]) || sql[at] == '.' && at + 1 < end && isDigit(sql[at + 1]));
  }

  /** End of a number and of whatever letters hang on it: 1_000, 0xDE_AD, 1.5e-3, 12abc. */
  static int end(byte[] sql, int start, int end, DialectTable table) {
    int at = start;
    while (at < end) {
      int c = sql[at] & 0xff;
      boolean part = table.wordPart[c] && c != '$' || c == '.';
      boolean exponentSign =
          (c == '+' || c == '-')
              && at > start
              && (sql[at - 1] | 0x20) == 'e'
              && at + 1 < end
              && isDigit(sql[at + 1])
              && isPlain(sql, start, at - 1);
      if (!part && !exponentSign) {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte[] sql, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(sql[i]) && sql[i] != '.' && sql[i] != '_') {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a number, or the beginning of one, and no name that begins with a digit. */
  static boolean isNumber(byte[] sql, int start, int end) {
    int second = start + 1 < end ? sql[start + 1] | 0x20 : 0;
    if (sql[start] == '0' && (second == 'x' || second == 'b')) {
      for (int i = start + 2; i < end; i++) {
        if (!isHex(sql[i])) {
          return false;
        }
      }
      return true;
    }
    int at = start;
    while (at < end && (isDigit(sql[at]) || sql[at] == '.')) {
      at++;
    }
    if (at < end && (sql[at] | 0x20) == 'e') {
      at++;
      while (at < end && (isDigit(sql[at]) || sql[at] == '+' || sql[at] == '-')) {
        at++;
      }
    }
    return at == end;
  }

  /** Whether the text ends with the beginning of a UUID, which may have no decimal digit. */
  static boolean endsInUuid(byte[] sql, int start, int end) {
    int length = end - start;
    if (length > UUID_LENGTH || length < MIN_UUID_PART) {
      return false;
    }
    for (int at = start; at < end; at++) {
      if (isDash(at - start) ? sql[at] != '-' : !isHex(sql[at])) {
        return false;
      }
    }
    return true;
  }

  static boolean hasDigit(byte[] sql, int start, int end) {
    for (int at = start; at < end; at++) {
      if (isDigit(sql[at])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDash(int offset) {
    return offset == FIRST_DASH || offset == 13 || offset == 18 || offset == 23;
  }

  /** End of a UUID, or of one that the end of the text cuts; 0 when there is none. */
  static int endOfUuid(byte[] sql, int start, int end) {
    if (start + FIRST_DASH >= end || sql[start + FIRST_DASH] != '-') {
      return 0;
    }
    boolean digits = false;
    int last = Math.min(end, start + UUID_LENGTH);
    for (int at = start; at < last; at++) {
      if (isDash(at - start) ? sql[at] != '-' : !isHex(sql[at])) {
        return 0;
      }
      digits |= isDigit(sql[at]);
    }
    return digits ? last : 0;
  }

  /** End of {@code {hex digits and dashes}}; 0 when there is none. */
  static int endOfBracedUuid(byte[] sql, int start, int end) {
    int at = start + 1;
    int last = Math.min(end, start + 1 + UUID_LENGTH + 4);
    int digits = 0;
    while (at < last && (isHex(sql[at]) || sql[at] == '-')) {
      digits += sql[at] == '-' ? 0 : 1;
      at++;
    }
    boolean whole = at < end && sql[at] == '}' && digits >= 16;
    boolean cut = at == end && digits >= 3;
    return whole ? at + 1 : cut ? at : 0;
  }

  private static boolean isHex(int c) {
    int lower = c | 0x20;
    return isDigit(c) || lower >= 'a' && lower <= 'f';
  }
}
