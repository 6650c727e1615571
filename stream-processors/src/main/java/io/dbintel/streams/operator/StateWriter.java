package io.dbintel.streams.operator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the fields of a state part as compact bytes: integers as base-128 varints (7 bits a byte,
 * lowest first, as Protocol Buffers do), text as length and UTF-8. One object may serve many values
 * in turn ({@link #clear}). Not thread-safe.
 */
public final class StateWriter {
  private byte[] bytes = new byte[128];
  private int length;

  /** Writes eight bytes, highest first. */
  public void writeFixed(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Writes a number that is mostly small and never negative; negative ones take ten bytes. */
  public void writeUnsigned(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Writes one byte, 1 for true. */
  public void writeBoolean(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** Writes a text, not null. */
  public void writeText(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes length and bytes. */
  public void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    writeRaw(value, 0, value.length);
  }

  /** Writes the length and so many of the bytes. */
  public void writeBytes(byte[] source, int offset, int count) {
    writeUnsigned(count);
    writeRaw(source, offset, count);
  }

  void writeRaw(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Drops what was written and keeps the buffer. */
  public void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** Puts part id, version and length before what was written from {@code start} on. */
  void insertHeader(int start, int id, int version) {
    int size = length - start;
    int header = width(id) + width(version) + width(size);
    ensure(header);
    System.arraycopy(bytes, start, bytes, start + header, size);
    length = start;
    writeUnsigned(id);
    writeUnsigned(version);
    writeUnsigned(size);
    length += size;
  }

  private static int width(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  /** Returns a copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
