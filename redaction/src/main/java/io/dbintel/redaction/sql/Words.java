package io.dbintel.redaction.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: the short words that SQL is made of cost one step instead of eight. */
final class Words {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long FOLD = ONES * 0x20;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Words up to this length are copied without a loop. */
  static final int SHORT = 16;

  private Words() {}

  /** Ones in the lowest {@code length} bytes; all ones for 8 and more. */
  static long mask(int length) {
    return length >= 8 ? -1L : (1L << (length << 3)) - 1;
  }

  /** The first {@code length} bytes (1 to 8) at a position, the rest zero. */
  static long load(byte[] text, int start, int length) {
    int beyond = start + 8 - text.length;
    if (beyond <= 0) {
      return eight(text, start) & mask(length);
    }
    return text.length < 8
        ? loadFew(text, start, length)
        : eight(text, text.length - 8) >>> (beyond << 3) & mask(length);
  }

  private static long loadFew(byte[] text, int start, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | text[start + i] & 0xff;
    }
    return value;
  }

  /** The eight bytes at a position. */
  static long eight(byte[] text, int at) {
    return (long) LONG.get(text, at);
  }

  /** Writes eight bytes at a position. */
  static void put(byte[] target, int at, long bytes) {
    LONG.set(target, at, bytes);
  }

  static boolean isAscii(long bytes) {
    return (bytes & HIGH_BITS) == 0;
  }

  /** The highest bit of each byte that is not an ASCII letter, digit or underscore. */
  static long ends(long bytes) {
    long seven = bytes & ~HIGH_BITS;
    long lower = seven | ONES * 0x20;
    long letters = lower + ONES * (0x80 - 'a') & ~(lower + ONES * (0x7f - 'z'));
    long digits = seven + ONES * (0x80 - '0') & ~(seven + ONES * (0x7f - '9'));
    long notLowLine = (seven ^ ONES * '_') + ONES * 0x7f;
    return ~((letters | digits | ~notLowLine) & ~bytes) & HIGH_BITS;
  }

  /** The bytes of a word, the same for upper and lower case. */
  static long folded(long bytes) {
    return bytes | FOLD;
  }

  /** The bytes before the first of {@link #ends}, the same for upper and lower case; then zeros. */
  static long folded(long bytes, long ends) {
    return (bytes | FOLD) & (ends & -ends) - 1 >>> 7;
  }

  /**
   * End of the letters, digits and low lines of ASCII that begin at a position. Near the end of the
   * text it may stop before the end of them.
   */
  static int endOfName(byte[] text, int start, int end) {
    int at = start;
    while (at + 8 <= end) {
      long ends = ends(eight(text, at));
      if (ends != 0) {
        return at + (Long.numberOfTrailingZeros(ends) >>> 3);
      }
      at += 8;
    }
    return at;
  }

  /** A position at or after the given one, before which a byte does not occur. */
  static int endBefore(byte[] text, int start, int end, int value) {
    long pattern = ONES * value;
    int at = start;
    while (at + 8 <= end) {
      long different = eight(text, at) ^ pattern;
      long equal = different - ONES & ~different & HIGH_BITS;
      if (equal != 0) {
        return at + (Long.numberOfTrailingZeros(equal) >>> 3);
      }
      at += 8;
    }
    return at;
  }

  /** Copies bytes; the target needs room for {@link #SHORT} bytes more. */
  static void copy(byte[] source, int start, int end, byte[] target, int at) {
    if (end - start <= SHORT && start + SHORT <= source.length) {
      put(target, at, eight(source, start));
      put(target, at + 8, eight(source, start + 8));
    } else {
      System.arraycopy(source, start, target, at, end - start);
    }
  }

  /** Eight bytes with their ASCII letters in lower case. */
  static long lowerCase(long bytes) {
    long sevenBits = bytes & ~HIGH_BITS;
    long aboveZ = sevenBits + ONES * (0x7f - 'Z');
    long fromA = sevenBits + ONES * (0x80 - 'A');
    long upper = ~bytes & HIGH_BITS & (fromA ^ aboveZ);
    return bytes | upper >>> 2;
  }
}
