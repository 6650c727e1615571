package io.dbintel.redaction.sql;

import java.util.Arrays;

/** Growing bytes that can be cut back. */
final class Utf8Buffer {

  private byte[] bytes;
  private int length;

  Utf8Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  void append(byte value) {
    ensure(1);
    bytes[length++] = value;
  }

  void append(byte[] source, int start, int end) {
    ensure(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
  }

  void appendLowerCase(byte[] source, int start, int end) {
    ensure(end - start);
    for (int i = start; i < end; i++) {
      byte value = source[i];
      bytes[length++] = value >= 'A' && value <= 'Z' ? (byte) (value + 32) : value;
    }
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
