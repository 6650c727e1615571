package io.dbintel.streams.operators.budget;

import java.util.Collection;
import java.util.Map;

/** Lengths of values in JSON, without writing them. */
final class JsonSize {
  /** Of a value that is not there. */
  static final int ABSENT = -1;

  /** What stands around a member beside name and value: quotes, colon, comma. */
  static final int MEMBER = 4;

  private static final int QUOTES = 2;
  private static final int NANOS_DIGITS = 7;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  private JsonSize() {}

  /** Of a text; a character counts as one byte, as it does in ASCII. */
  static int text(Object text) {
    return text == null ? ABSENT : text.toString().length() + QUOTES;
  }

  /** Of a text of {@code length} characters. */
  static int text(int length) {
    return length + QUOTES;
  }

  /** Of a whole number: its decimal digits, found from its binary ones. */
  static int number(long value) {
    if (value < 0) {
      return value == Long.MIN_VALUE ? 20 : 1 + number(-value);
    }
    int digits = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >> 12;
    return Math.max(1, digits + (value < POWERS_OF_TEN[digits] ? 0 : 1));
  }

  /** Of nanoseconds written as milliseconds with six decimals. */
  static int millis(long nanos) {
    return 1 + Math.max(NANOS_DIGITS, number(nanos));
  }

  /** Of a list of texts. */
  static int texts(Collection<?> texts) {
    int size = QUOTES;
    for (Object text : texts) {
      size += text(text) + 1;
    }
    return size;
  }

  /** Of the members of a map, whose names begin with a prefix of {@code prefix} characters. */
  static int members(Map<String, ?> members, int prefix) {
    int size = 0;
    for (Map.Entry<String, ?> member : members.entrySet()) {
      int value =
          member.getValue() instanceof Long number ? number(number) : text(member.getValue());
      size += MEMBER + prefix + member.getKey().length() + value;
    }
    return size;
  }
}
