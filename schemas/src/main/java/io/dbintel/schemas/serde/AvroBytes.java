package io.dbintel.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes Avro's binary encoding by hand, for records so frequent that building objects for Avro's
 * own encoder would cost more than all else. The bytes are those that encoder gives; the caller
 * writes the fields in the schema's order, and collections as one block: {@link #writeInt} of the
 * number of items if there are any, the items, {@link #endCollection}. One object may serve many
 * records in turn. Not thread-safe.
 */
public final class AvroBytes {
  private static final int SHORT_TEXT = 40;
  private static final int MAX_KEPT = 1 << 20;

  private byte[] bytes = new byte[1_024];
  private int length = WireFormat.HEADER_BYTES;

  /** Writes an int, a long, the index of a union or the number of items of a collection. */
  public AvroBytes writeInt(long value) {
    ensure(10);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** Writes a double. */
  public AvroBytes writeDouble(double value) {
    ensure(Double.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      bytes[length++] = (byte) (bits >>> 8 * i);
    }
    return this;
  }

  /** Writes a boolean. */
  public AvroBytes writeBoolean(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** Writes a string. */
  public AvroBytes writeText(String text) {
    int size = text.length();
    if (size <= SHORT_TEXT) {
      ensure(size + 1);
      bytes[length] = (byte) (size << 1);
      int at = length + 1;
      for (int i = 0; i < size; i++) {
        char next = text.charAt(i);
        if (next >= 0x80) {
          return writeEncoded(text);
        }
        bytes[at++] = (byte) next;
      }
      length = at;
      return this;
    }
    return writeEncoded(text);
  }

  private AvroBytes writeEncoded(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return writeInt(utf8.length).writeRaw(utf8);
  }

  /** Writes bytes that are encoded already. */
  public AvroBytes writeRaw(byte[] encoded) {
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  /** Ends a map or an array; of an empty one this is all there is. */
  public AvroBytes endCollection() {
    return writeInt(0);
  }

  /** What was written, without room for a header; begins anew. */
  public byte[] take() {
    byte[] copy = Arrays.copyOfRange(bytes, WireFormat.HEADER_BYTES, length);
    clear();
    return copy;
  }

  /** What was written, with room for the header of the wire format; begins anew. */
  byte[] takeWithHeader() {
    byte[] copy = Arrays.copyOf(bytes, length);
    clear();
    return copy;
  }

  private void clear() {
    length = WireFormat.HEADER_BYTES;
    if (bytes.length > MAX_KEPT) {
      bytes = new byte[1_024];
    }
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
