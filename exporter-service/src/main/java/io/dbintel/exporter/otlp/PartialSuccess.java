package io.dbintel.exporter.otlp;

import java.nio.charset.StandardCharsets;

/**
 * The partial_success of an OTLP response: field 1 of the response, with field 1 the rejected count
 * and field 2 the message (opentelemetry-proto, collector services). A response is a few bytes, so
 * the protobuf wire format is read by hand.
 *
 * @param rejected log records or data points not taken
 * @param message what the destination said
 */
record PartialSuccess(long rejected, String message) {

  private static final PartialSuccess NONE = new PartialSuccess(0, "");
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** Reads a response body; what is no such message counts as full success. */
  static PartialSuccess parse(byte[] body) {
    Reader response = new Reader(body, 0, body.length);
    try {
      while (response.at < response.end) {
        long tag = response.varint();
        if (tag == (1 << 3 | LENGTH_DELIMITED)) {
          int length = response.length();
          return read(new Reader(body, response.at, response.at + length));
        }
        response.skip((int) tag & 7);
      }
    } catch (ArrayIndexOutOfBoundsException | ArithmeticException notProtobuf) {
      return NONE;
    }
    return NONE;
  }

  private static PartialSuccess read(Reader reader) {
    long rejected = 0;
    String message = "";
    while (reader.at < reader.end) {
      long tag = reader.varint();
      if (tag == (1 << 3 | VARINT)) {
        rejected = reader.varint();
      } else if (tag == (2 << 3 | LENGTH_DELIMITED)) {
        int length = reader.length();
        message = new String(reader.bytes, reader.at, length, StandardCharsets.UTF_8);
        reader.at += length;
      } else {
        reader.skip((int) tag & 7);
      }
    }
    return new PartialSuccess(rejected, message);
  }

  private static final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(byte[] bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new ArithmeticException("varint too long");
    }

    /** A length, which what is left has room for. */
    int length() {
      long length = varint();
      if (length < 0 || length > end - at) {
        throw new ArithmeticException("length " + length + " of " + (end - at) + " bytes");
      }
      return (int) length;
    }

    void skip(int wireType) {
      switch (wireType) {
        case VARINT -> varint();
        case FIXED64 -> at += 8;
        case LENGTH_DELIMITED -> {
          int length = length();
          at += length;
        }
        case FIXED32 -> at += 4;
        default -> throw new ArithmeticException("wire type " + wireType);
      }
    }
  }
}
