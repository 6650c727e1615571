package io.dbintel.redaction.sql;

/**
 * Reads numbers, numbered binds and bare UUIDs. Every method returns the position to go on at; the
 * position it was given when there is none of these.
 */
final class ValueScanner {

  private static final int MAX_BIND_DIGITS = 5;

  private final Scan scan;
  private final TokenWriter writer;

  ValueScanner(Scan scan) {
    this.scan = scan;
    this.writer = scan.writer;
  }

  /** {@code start} may be a sign before the digits. */
  int number(int start, int digits, int end) {
    byte[] sql = scan.sql;
    int plainEnd = endOfDigits(digits, end);
    if (plainEnd < end && endsNumber(sql[plainEnd])) {
      writer.literal();
      return plainEnd;
    }
    int uuid = start == digits ? Numbers.endOfUuid(sql, digits, end) : 0;
    if (uuid > 0) {
      writer.literal();
      return uuid;
    }
    int at = Numbers.end(sql, digits, end, scan.table);
    while (at < end && sql[at] < 0 && Utf8Space.lengthAt(sql, at, end) == 0) {
      at = Numbers.end(sql, at + 1, end, scan.table);
    }
    if (scan.table.digitsBeginNames && !Numbers.isNumber(sql, digits, at)) {
      writer.word(sql, digits, at);
    } else {
      writer.literal();
    }
    return at;
  }

  /** Whether a number ends before a byte whatever its digits are. */
  private static boolean endsNumber(byte next) {
    return next == ' ' || next == ',' || next == ')';
  }

  int dot(int at, int end) {
    boolean ofName =
        scan.table.digitsBeginNames && !writer.operandExpected() && !writer.spacePending();
    return Numbers.startsNumber(scan.sql, at, end) && !ofName ? number(at, at, end) : at;
  }

  /** A sign before a number is part of it, unless the number is a right operand. */
  int sign(int at, int end) {
    if (!writer.operandExpected()) {
      return at;
    }
    int digits = at + 1;
    while (digits < end && scan.table.classes[scan.sql[digits] & 0xff] == DialectTable.SPACE) {
      digits++;
    }
    scan.lookAhead(digits - at);
    if (!Numbers.startsNumber(scan.sql, digits, end)) {
      return at;
    }
    if (scan.sql[at] == '+') {
      writer.prefix((byte) '+');
    }
    return number(at, digits, end);
  }

  /** {@code $1}, or an amount of money. */
  int dollar(int at, int end) {
    int digits = endOfDigits(at + 1, end);
    if (isBind(at, digits, end) && (!scan.table.money || scan.table.unsure)) {
      writer.bind(scan.sql, at, digits);
      return digits;
    }
    boolean amount =
        digits > at + 1 || scan.table.money && Numbers.startsNumber(scan.sql, at + 1, end);
    return amount ? number(at, at + 1, end) : at;
  }

  /** {@code :1} where it can be no array slice. */
  int colon(int at, int end) {
    int digits = endOfDigits(at + 1, end);
    boolean bind =
        isBind(at, digits, end)
            && writer.operandExpected()
            && writer.lastSymbol() != ':'
            && (!scan.table.dollarQuotes || scan.table.unsure);
    if (!bind) {
      return at;
    }
    writer.bind(scan.sql, at, digits);
    return digits;
  }

  /** {@code P1Y2M10DT2H30M}, or with a point of time: {@code P0001-02-03T04:05:06}. */
  int duration(int at, int end) {
    writer.literal();
    return Durations.end(scan.sql, at, end, scan.table);
  }

  int brace(int at, int end) {
    int uuid = Numbers.endOfBracedUuid(scan.sql, at, end);
    if (uuid == 0) {
      return at;
    }
    writer.literal();
    return uuid;
  }

  private int endOfDigits(int start, int end) {
    int at = start;
    while (at < end && Numbers.isDigit(scan.sql[at])) {
      at++;
    }
    return at;
  }

  private boolean isBind(int at, int digits, int end) {
    return digits > at + 1
        && digits - at <= MAX_BIND_DIGITS + 1
        && !(digits < end
            && (scan.sql[digits] == '.' || scan.table.wordPart[scan.sql[digits] & 0xff]));
  }
}
