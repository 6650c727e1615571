package io.dbintel.redaction.pii.trigger;

import java.util.List;

/**
 * A trigger automaton as flat tables over UTF-8 bytes: one class look-up and one table look-up a
 * byte. A state is the offset of its row, negative if a trigger ends there. Immutable and
 * thread-safe; stepping allocates nothing.
 */
final class TriggerDfa {
  /** The sign of a state, so that one comparison finds those in which a trigger ends. */
  private static final int ENDS = Integer.MIN_VALUE;

  private final char[] classOf;
  private final int[] next;
  private final long[] bits;
  private final int width;

  private TriggerDfa(char[] classOf, int[] next, long[] bits, int width) {
    this.classOf = classOf;
    this.next = next;
    this.bits = bits;
    this.width = width;
  }

  /** State 0 is the start, in which no trigger ends. */
  static TriggerDfa of(ByteClasses classes, List<int[]> rows, long[] bits) {
    int width = classes.count();
    int[] next = new int[rows.size() * width];
    for (int state = 0; state < rows.size(); state++) {
      for (int c = 0; c < width; c++) {
        int to = rows.get(state)[c];
        next[state * width + c] = to * width | (bits[to] == 0 ? 0 : ENDS);
      }
    }
    return new TriggerDfa(classes.classOf(), next, bits, width);
  }

  /** Class by byte. */
  char[] classes() {
    return classOf;
  }

  /** Next state by row of a state plus class. */
  int[] table() {
    return next;
  }

  /** The row of a state. */
  static int row(int state) {
    return state & ~ENDS;
  }

  /** The bits of the triggers that end in a state. */
  long endingIn(int state) {
    return state < 0 ? bits[row(state) / width] : 0;
  }

  /** The bits of all triggers in the range. */
  long in(byte[] utf8, int offset, int length) {
    long found = 0;
    int row = 0;
    for (int i = offset, end = offset + length; i < end; i++) {
      int state = next[row + classOf[utf8[i] & 0xFF]];
      found |= endingIn(state);
      row = row(state);
    }
    return found;
  }

  /** The bits of all triggers that end behind {@code start}, which is reached in a row. */
  long in(String text, int start, int from) {
    long found = 0;
    int row = from;
    for (int i = start, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      int state;
      if (c < 0x80) {
        state = next[row + classOf[c]];
      } else {
        int codePoint = text.codePointAt(i);
        state = afterEncoded(row, codePoint);
        i += Character.charCount(codePoint) - 1;
      }
      found |= endingIn(state);
      row = row(state);
    }
    return found;
  }

  /** The state behind the two to four UTF-8 bytes of a code point; a trigger ends behind all. */
  private int afterEncoded(int row, int codePoint) {
    int trailing = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    int leadMark = trailing == 1 ? 0xC0 : trailing == 2 ? 0xE0 : 0xF0;
    int state = next[row + classOf[leadMark | codePoint >> 6 * trailing]];
    for (int i = trailing - 1; i >= 0; i--) {
      state = next[row(state) + classOf[0x80 | codePoint >> 6 * i & 0x3F]];
    }
    return state;
  }
}
