package io.dbintel.exporter.otlp;

import io.dbintel.exporter.http.Acceptance;
import java.nio.charset.StandardCharsets;

/**
 * The partial_success of an OTLP response: field 1 of the response, with field 1 the rejected count
 * and field 2 the message (opentelemetry-proto, collector services). A response is a few bytes, so
 * the protobuf wire format is read by hand.
 */
final class PartialSuccess {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private PartialSuccess() {}

  /** Reads a response body; anything but such a message counts as full success. */
  static Acceptance parse(byte[] body) {
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
      return Acceptance.FULL;
    }
    return Acceptance.FULL;
  }

  /**
   * What the body of a refusal says: the message of a Status (OTLP/HTTP, "Failures"), which has its
   * fields in the same places, or the body itself where it is a text; else nothing.
   */
  static String failure(byte[] body) {
    String message = "";
    try {
      message = read(new Reader(body, 0, body.length)).message();
    } catch (ArrayIndexOutOfBoundsException | ArithmeticException notProtobuf) {
      // it may be a text
    }
    String text = message.isEmpty() ? new String(body, StandardCharsets.UTF_8) : message;
    boolean readable =
        text.chars()
            .noneMatch(c -> c == '\uFFFD' || c < ' ' && c != '\n' && c != '\r' && c != '\t');
    return readable ? text.strip() : "";
  }

  private static Acceptance read(Reader reader) {
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
    return new Acceptance(rejected, message);
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
