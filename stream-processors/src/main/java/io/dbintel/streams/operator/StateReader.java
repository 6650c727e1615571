package io.dbintel.streams.operator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateWriter} wrote. Not thread-safe. */
public final class StateReader {
  private static final byte[] NOTHING = {};

  private byte[] bytes;
  private int end;
  private int position;

  /** Reads all of {@code bytes}. */
  public StateReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  StateReader() {
    this(NOTHING);
  }

  /** Reads {@code bytes} from {@code from} to {@code end}. */
  public StateReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** Goes on with other bytes. */
  void reset(byte[] next, int from, int to) {
    bytes = next;
    position = from;
    end = to;
  }

  /** Reads eight bytes, highest first. */
  public long readFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (next() & 0xFF);
    }
    return value;
  }

  /** Reads an unsigned varint. */
  public long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte part = next();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("a stored number is longer than 10 bytes");
  }

  /** Reads an unsigned varint that fits an int. */
  public int readCount() {
    return Math.toIntExact(readUnsigned());
  }

  /** Reads one byte, 1 for true. */
  public boolean readBoolean() {
    return next() != 0;
  }

  /** Reads a text. */
  public String readText() {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Reads length and bytes. */
  public byte[] readBytes() {
    int length = readLength();
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  /** True when nothing is left: the writer was of an older version that had no more fields. */
  public boolean exhausted() {
    return position >= end;
  }

  /** Where the next byte stands. */
  public int position() {
    return position;
  }

  /** Passes over bytes. */
  public void skip(int count) {
    position += count;
  }

  /** Reads the length of what follows, which is there. */
  public int readLength() {
    int length = readCount();
    if (length > end - position) {
      throw new IllegalStateException(
          "a stored value ends " + (length - (end - position)) + " bytes too early");
    }
    return length;
  }

  private byte next() {
    if (position >= end) {
      throw new IllegalStateException("a stored value ends too early");
    }
    return bytes[position++];
  }
}
