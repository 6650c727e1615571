package io.dbintel.redaction.sql;

import java.util.Arrays;

/** The name of a target as far as it was read: {@code schema.table}. */
final class TargetName {

  private byte[] bytes = new byte[128];
  private int length;

  void clear() {
    length = 0;
  }

  void append(byte[] source, int start, int end) {
    int newLength = length + end - start;
    if (newLength + Words.SHORT > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, newLength + Words.SHORT));
    }
    Words.copy(source, start, end, bytes, length);
    length = newLength;
  }

  /** Drops the dots that no name followed. */
  void dropDots() {
    while (length > 0 && bytes[length - 1] == '.') {
      length--;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Whether it is a variable that holds a table. */
  boolean isVariable() {
    return length > 0 && bytes[0] == '@';
  }
}
