package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;

/** Finds the keyword a word is, whatever its case, without making a string of it. */
final class KeywordTable {

  /** Longer words are not keywords. */
  static final int LONGEST = 16;

  private static final int SIZE = 512;
  private static final long[] FIRST = new long[SIZE];
  private static final long[] SECOND = new long[SIZE];
  private static final Keyword[] KEYWORDS = new Keyword[SIZE];

  static {
    for (Keyword keyword : Keyword.values()) {
      byte[] name = keyword.name().getBytes(StandardCharsets.US_ASCII);
      long first = first(name, 0, name.length);
      long second = second(name, 0, name.length);
      int slot = slot(first, second);
      while (KEYWORDS[slot] != null) {
        slot = slot + 1 & SIZE - 1;
      }
      FIRST[slot] = first;
      SECOND[slot] = second;
      KEYWORDS[slot] = keyword;
    }
  }

  private KeywordTable() {}

  /** The keyword in {@code text[start, end)}; null for any other word. */
  static Keyword find(byte[] text, int start, int end) {
    int length = end - start;
    return length > LONGEST ? null : find(first(text, start, length), second(text, start, length));
  }

  /** The keyword of up to sixteen bytes whose folded bytes these are; null for any other word. */
  static Keyword find(long first, long second) {
    int slot = slot(first, second);
    while (KEYWORDS[slot] != null) {
      if (FIRST[slot] == first && SECOND[slot] == second) {
        return KEYWORDS[slot];
      }
      slot = slot + 1 & SIZE - 1;
    }
    return null;
  }

  /** The first eight bytes of a word, the same for upper and lower case. */
  static long first(byte[] text, int start, int length) {
    return Words.folded(Words.load(text, start, Math.min(length, 8))) & Words.mask(length);
  }

  /** The second eight bytes of a word, the same for upper and lower case. */
  static long second(byte[] text, int start, int length) {
    int rest = length - 8;
    return rest <= 0 ? 0 : first(text, start + 8, rest);
  }

  private static int slot(long first, long second) {
    long mixed = first * 0x9E3779B97F4A7C15L + second * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 55);
  }
}
