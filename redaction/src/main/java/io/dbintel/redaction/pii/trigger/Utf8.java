package io.dbintel.redaction.pii.trigger;

/** The bytes of a code point, one by one, so that a text is read without an encoded copy. */
final class Utf8 {
  private static final int[] LEAD_MARK = {0, 0, 0xC0, 0xE0, 0xF0};

  private Utf8() {}

  /** How many bytes a code point has; a lone surrogate has three like its neighbours. */
  static int length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** The byte at a place, where {@code length} is that of the code point. */
  static int byteAt(int codePoint, int place, int length) {
    int bits = codePoint >> 6 * (length - 1 - place);
    return place == 0 ? LEAD_MARK[length] | bits : 0x80 | bits & 0x3F;
  }
}
