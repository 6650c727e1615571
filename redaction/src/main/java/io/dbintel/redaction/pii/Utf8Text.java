package io.dbintel.redaction.pii;

import java.util.Arrays;

/**
 * A UTF-8 range as a String, with the byte offset of each of its UTF-16 units. Malformed bytes
 * become U+FFFD one by one, so that every offset stays exact.
 */
final class Utf8Text {
  private final String text;
  private final int[] offsets;

  private Utf8Text(String text, int[] offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  static Utf8Text decode(byte[] utf8, int offset, int length) {
    char[] chars = new char[length];
    int[] offsets = new int[length + 1];
    int count = 0;
    int at = 0;
    while (at < length) {
      int size = sequenceLength(utf8, offset + at, offset + length);
      int codePoint = codePoint(utf8, offset + at, size);
      int units = Character.toChars(codePoint, chars, count);
      Arrays.fill(offsets, count, count + units, at);
      count += units;
      at += size;
    }
    offsets[count] = length;
    return new Utf8Text(new String(chars, 0, count), Arrays.copyOf(offsets, count + 1));
  }

  /** 2 to 4 for a well-formed sequence of that length (Unicode, table 3-7), else 1. */
  private static int sequenceLength(byte[] utf8, int at, int limit) {
    int lead = utf8[at] & 0xFF;
    int size = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size > limit - at) {
      return 1;
    }
    for (int i = 1; i < size; i++) {
      if ((utf8[at + i] & 0xC0) != 0x80) {
        return 1;
      }
    }
    int second = size == 1 ? 0 : utf8[at + 1] & 0xFF;
    boolean malformed =
        (lead == 0xE0 && second < 0xA0)
            || (lead == 0xED && second > 0x9F)
            || (lead == 0xF0 && second < 0x90)
            || (lead == 0xF4 && second > 0x8F);
    return malformed ? 1 : size;
  }

  private static int codePoint(byte[] utf8, int at, int size) {
    if (size == 1) {
      return utf8[at] >= 0 ? utf8[at] : 0xFFFD;
    }
    int codePoint = utf8[at] & 0xFF >> size + 1;
    for (int i = 1; i < size; i++) {
      codePoint = codePoint << 6 | utf8[at + i] & 0x3F;
    }
    return codePoint;
  }

  String text() {
    return text;
  }

  /** The detection with byte offsets instead of UTF-16 offsets. */
  Detection inBytes(Detection detection) {
    return new Detection(detection.type(), offsets[detection.start()], offsets[detection.end()]);
  }
}
