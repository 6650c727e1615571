package io.dbintel.redaction.sql;

/** Finds the greatest {@code $n} of a text, so that numbered literals begin after it. */
final class HighestParameter {

  private static final int MOST = 65_535;

  private HighestParameter() {}

  static int in(byte[] sql, int start, int end) {
    int highest = 0;
    for (int at = start; at < end; at++) {
      if (sql[at] == '$') {
        int number = 0;
        while (at + 1 < end && Numbers.isDigit(sql[at + 1]) && number <= MOST) {
          number = number * 10 + sql[++at] - '0';
        }
        highest = number <= MOST ? Math.max(highest, number) : highest;
      }
    }
    return highest;
  }
}
