package io.dbintel.redaction.sql;

import java.util.Arrays;

/**
 * Bytes of the output, in which lists of placeholders and rows that repeat the row before them are
 * cut back as they are written: {@code (?, ?), (?, ?)} becomes {@code (?)}.
 */
final class FoldingBuffer {

  /** Words are copied in steps of up to {@link Words#SHORT} bytes, over the end. */
  private static final int SLACK = Words.SHORT;

  private static final int DEEPEST = 64;
  private static final byte OTHER = 0;
  private static final byte PLACEHOLDER = 1;
  private static final byte COMMA = 2;
  private static final byte GROUP = 3;

  private final int[] groupStart = new int[DEEPEST];
  private final int[] rowStart = new int[DEEPEST];
  private final int[] rowEnd = new int[DEEPEST];
  private final boolean[] follows = new boolean[DEEPEST];
  private byte[] bytes;
  private int length;
  private int depth;
  private byte last;
  private byte beforeLast;
  private int commaStart;
  private boolean foldsLists;
  private boolean foldsRows;

  FoldingBuffer(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  void reset(boolean lists, boolean rows) {
    length = 0;
    depth = 0;
    last = OTHER;
    beforeLast = OTHER;
    foldsLists = lists;
    foldsRows = rows;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void space() {
    append((byte) ' ');
  }

  void word(byte[] source, int start, int end) {
    ensure(end - start);
    Words.copy(source, start, end, bytes, length);
    length += end - start;
    token(OTHER);
  }

  void lowerCaseWord(byte[] source, int start, int end) {
    ensure(end - start);
    Words.copyLowerCase(source, start, end, bytes, length);
    length += end - start;
    token(OTHER);
  }

  void symbol(byte value) {
    append(value);
    token(OTHER);
  }

  /** {@code tokenStart}: length before the blank that precedes the comma. */
  void comma(int tokenStart) {
    commaStart = tokenStart;
    append((byte) ',');
    token(COMMA);
  }

  void placeholder() {
    append((byte) '?');
    if (foldsLists && last == COMMA && beforeLast == PLACEHOLDER) {
      length = commaStart;
      last = PLACEHOLDER;
      beforeLast = OTHER;
    } else {
      token(PLACEHOLDER);
    }
  }

  void open() {
    if (depth < DEEPEST) {
      groupStart[depth] = length;
      follows[depth] = foldsRows && last == COMMA && beforeLast == GROUP;
    }
    depth++;
    append((byte) '(');
    token(OTHER);
  }

  void close() {
    append((byte) ')');
    if (depth == 0 || depth > DEEPEST) {
      depth = Math.max(0, depth - 1);
      token(OTHER);
      return;
    }
    depth--;
    int start = groupStart[depth];
    if (follows[depth]
        && Arrays.equals(bytes, start, length, bytes, rowStart[depth], rowEnd[depth])) {
      length = rowEnd[depth];
      beforeLast = OTHER;
      last = GROUP;
    } else {
      rowStart[depth] = start;
      rowEnd[depth] = length;
      token(GROUP);
    }
  }

  private void token(byte kind) {
    beforeLast = last;
    last = kind;
  }

  private void append(byte value) {
    if (length + SLACK >= bytes.length) {
      ensure(1);
    }
    bytes[length++] = value;
  }

  private void ensure(int more) {
    if (length + more + SLACK > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + SLACK));
    }
  }
}
