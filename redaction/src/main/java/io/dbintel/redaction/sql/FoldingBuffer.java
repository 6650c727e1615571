package io.dbintel.redaction.sql;

import java.util.Arrays;

/**
 * Bytes in which lists of placeholders and rows that repeat the row before them are cut back as
 * they are written: {@code (?, ?), (?, ?)} becomes {@code (?)}. Subclasses say how tokens are
 * written.
 */
abstract class FoldingBuffer {

  /** Room after the end, over which copies of short words may write. */
  private static final int SLACK = Words.SHORT;

  private static final int MAX_DEPTH = 64;

  /** What was written last, as far as folding looks at it. */
  private static final byte OTHER = 0;

  private static final byte PLACEHOLDER = 1;
  private static final byte GROUP = 2;
  private static final byte COMMA_AFTER_PLACEHOLDER = 3;
  private static final byte COMMA_AFTER_GROUP = 4;

  private final int[] groupStart = new int[MAX_DEPTH];
  private final int[] rowStart = new int[MAX_DEPTH];
  private final int[] rowEnd = new int[MAX_DEPTH];
  private final boolean[] follows = new boolean[MAX_DEPTH];
  private int depth;
  private byte last;

  /** Where the last comma begins, with the blank before it. */
  private int commaStart;

  private boolean foldsLists;
  private boolean foldsRows;

  /** What is written so far, {@link #written} bytes of it. */
  protected byte[] bytes;

  protected int written;

  FoldingBuffer(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  final void reset(boolean lists, boolean rows) {
    written = 0;
    depth = 0;
    last = OTHER;
    foldsLists = lists;
    foldsRows = rows;
  }

  /** The buffer; complete after {@link #complete}. */
  final byte[] bytes() {
    return bytes;
  }

  /** Length so far, with what is noted but not written yet. */
  abstract int length();

  /** Writes what is only noted. */
  abstract void complete();

  /** Any token that folding does not look at was written. */
  final void plainWritten() {
    last = OTHER;
  }

  /** A comma was written. */
  final void commaWritten() {
    if (last == PLACEHOLDER || last == GROUP) {
      complete();
      commaStart = bytes[written - 2] == ' ' ? written - 2 : written - 1;
      last = last == PLACEHOLDER ? COMMA_AFTER_PLACEHOLDER : COMMA_AFTER_GROUP;
    } else {
      plainWritten();
    }
  }

  /** A placeholder was written; all is complete. */
  final void placeholderWritten() {
    if (foldsLists && last == COMMA_AFTER_PLACEHOLDER) {
      written = commaStart;
    }
    last = PLACEHOLDER;
  }

  /** An opening parenthesis was written. */
  final void openWritten() {
    if (depth < MAX_DEPTH) {
      groupStart[depth] = length() - 1;
      follows[depth] = foldsRows && last == COMMA_AFTER_GROUP;
    }
    depth++;
    plainWritten();
  }

  /** A closing parenthesis was written. */
  final void closeWritten() {
    if (depth == 0 || depth > MAX_DEPTH) {
      depth = Math.max(0, depth - 1);
      plainWritten();
      return;
    }
    depth--;
    if (follows[depth] && repeatsRow()) {
      written = rowEnd[depth];
    } else {
      rowStart[depth] = groupStart[depth];
      rowEnd[depth] = length();
    }
    last = GROUP;
  }

  private boolean repeatsRow() {
    complete();
    return Arrays.equals(bytes, groupStart[depth], written, bytes, rowStart[depth], rowEnd[depth]);
  }

  protected final void ensure(int more) {
    if (written + more + SLACK > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, written + more + SLACK));
    }
  }
}
