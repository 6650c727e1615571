package io.dbintel.redaction.pii;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
      int size = Math.min(sequenceLength(utf8[offset + at]), length - at);
      String decoded =
          StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8, offset + at, size)).toString();
      if (decoded.indexOf('\uFFFD') >= 0) {
        size = 1;
        decoded = "\uFFFD";
      }
      for (int i = 0; i < decoded.length(); i++) {
        offsets[count] = at;
        chars[count++] = decoded.charAt(i);
      }
      at += size;
    }
    offsets[count] = length;
    return new Utf8Text(new String(chars, 0, count), Arrays.copyOf(offsets, count + 1));
  }

  private static int sequenceLength(byte lead) {
    int value = lead & 0xFF;
    if (value < 0xC2 || value > 0xF4) {
      return 1;
    }
    return value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
  }

  String text() {
    return text;
  }

  /** The detection with byte offsets instead of UTF-16 offsets. */
  Detection inBytes(Detection detection) {
    return new Detection(detection.type(), offsets[detection.start()], offsets[detection.end()]);
  }
}
