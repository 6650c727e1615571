package io.dbintel.redaction.pii.trigger;

import java.util.Arrays;
import java.util.List;

/**
 * A trigger automaton as flat tables over UTF-8 bytes: one class look-up and one table look-up a
 * byte, until the first trigger. Texts in which no trigger stands, nearly all, take one pass and
 * allocate nothing. Immutable and thread-safe.
 */
public final class TriggerDfa {
  /** In place of a next state: a trigger ends here. */
  static final int TRIGGERED = -1;

  private final int[] classOf;
  private final int[] next;
  private final int width;

  private TriggerDfa(int[] classOf, int[] next, int width) {
    this.classOf = classOf;
    this.next = next;
    this.width = width;
  }

  /** State 0 is the start; a state is stored as the offset of its row. */
  static TriggerDfa of(int[] representatives, List<int[]> rows) {
    int width = representatives.length;
    int[] next = new int[rows.size() * width];
    for (int state = 0; state < rows.size(); state++) {
      for (int c = 0; c < width; c++) {
        int to = rows.get(state)[c];
        next[state * width + c] = to == TRIGGERED ? TRIGGERED : to * width;
      }
    }
    int[] classOf = new int[256];
    for (int c = 0; c < width; c++) {
      Arrays.fill(classOf, representatives[c], 256, c);
    }
    return new TriggerDfa(classOf, next, width);
  }

  public int states() {
    return next.length / width;
  }

  /** Class by byte. */
  int[] classes() {
    return classOf;
  }

  /** Next state by state plus class, negative where a trigger ends. */
  int[] table() {
    return next;
  }

  /** True if any trigger stands in the range. */
  public boolean anyIn(byte[] utf8, int offset, int length) {
    int[] classes = classOf;
    int[] table = next;
    int state = 0;
    for (int i = offset, end = offset + length; i < end; i++) {
      state = table[state + classes[utf8[i] & 0xFF]];
      if (state < 0) {
        return true;
      }
    }
    return false;
  }

  /** True if any trigger stands in the text. */
  public boolean anyIn(String text) {
    int[] classes = classOf;
    int[] table = next;
    int state = 0;
    for (int i = 0, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        state = table[state + classes[c]];
      } else {
        int codePoint = text.codePointAt(i);
        state = afterEncoded(state, codePoint);
        i += Character.charCount(codePoint) - 1;
      }
      if (state < 0) {
        return true;
      }
    }
    return false;
  }

  /** The state behind the two to four UTF-8 bytes of a code point. */
  int afterEncoded(int from, int codePoint) {
    int trailing = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    int leadMark = trailing == 1 ? 0xC0 : trailing == 2 ? 0xE0 : 0xF0;
    int state = next[from + classOf[leadMark | codePoint >> 6 * trailing]];
    for (int i = trailing - 1; i >= 0 && state >= 0; i--) {
      state = next[state + classOf[0x80 | codePoint >> 6 * i & 0x3F]];
    }
    return state;
  }
}
