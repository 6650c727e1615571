package io.dbintel.redaction.sql;

/** Recognises durations that are written as a word (ISO 8601). */
final class Durations {

  private Durations() {}

  /**
   * Whether a word that begins with P is a duration: numbers with a unit each, T between days and
   * hours; or a year of four digits before a dash. A word that the end of the text cuts is one if
   * it may become one.
   */
  static boolean isIso(byte[] sql, int start, int wordEnd, int end) {
    int at = start + 1;
    boolean any = false;
    while (at < wordEnd) {
      if ((sql[at] | 0x20) == 't') {
        at++;
        continue;
      }
      int digits = at;
      while (at < wordEnd && Numbers.isDigit(sql[at])) {
        at++;
      }
      if (at == digits) {
        return false;
      }
      if (at == wordEnd) {
        return at == end || at - start == 5 && sql[at] == '-';
      }
      if (!isUnit(sql[at])) {
        return false;
      }
      any = true;
      at++;
    }
    return any;
  }

  /** End of a duration, with the dashes and colons of a point of time. */
  static int end(byte[] sql, int start, int end, DialectTable table) {
    int at = start;
    while (at < end && isPart(sql, at, end, table)) {
      at++;
    }
    return at;
  }

  private static boolean isPart(byte[] sql, int at, int end, DialectTable table) {
    boolean separator = sql[at] == '-' || sql[at] == ':';
    return table.wordPart[sql[at] & 0xff]
        || separator && at + 1 < end && Numbers.isDigit(sql[at + 1]);
  }

  private static boolean isUnit(byte c) {
    return switch (c | 0x20) {
      case 'y', 'm', 'w', 'd', 'h', 's' -> true;
      default -> false;
    };
  }
}
