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

  /** How many classes there are. */
  int width() {
    return width;
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

  /** The bits of all triggers in the text. */
  long in(String text) {
    long found = 0;
    int row = 0;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      int bytes = Utf8.length(codePoint);
      for (int place = 0; place < bytes; place++) {
        int state = next[row + classOf[Utf8.byteAt(codePoint, place, bytes)]];
        found |= endingIn(state);
        row = row(state);
      }
    }
    return found;
  }
}
