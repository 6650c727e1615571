package io.dbintel.redaction.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.redaction.json.JsonInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes JSON of at most so many bytes of UTF-8. What would go beyond is left out, with everything
 * after it; in its place a member {@value #MARKER} or an element of that name says so, and what is
 * open is closed.
 */
final class BoundedJson implements Closeable {

  static final String MARKER = "dbintel_truncated";

  /** The marker, and the brackets of the container that it is in. */
  private static final int RESERVE = MARKER.length() + 16;

  /** Quotes, colon and comma. */
  private static final int AROUND = 4;

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;
  private final long mostBytes;

  /** Upper bound of the bytes of what is written and of the brackets that close it. */
  private long bytes;

  private String name;
  private boolean cut;

  BoundedJson(long mostBytes) {
    this.mostBytes = mostBytes;
    try {
      this.out = JsonInput.FACTORY.createGenerator(text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
  }

  /** A way to write one value. */
  @FunctionalInterface
  interface Value {
    void write(JsonGenerator out) throws IOException;
  }

  /** Names the value that comes next; a cut plan ends without it. */
  void name(String next) {
    name = next;
  }

  /** Writes a value whose own bytes are at most so many, with its name. */
  void value(long size, Value value) throws IOException {
    if (cut) {
      return;
    }
    long added = size + AROUND + (name == null ? 0 : size(name) + AROUND);
    if (bytes + added + RESERVE > mostBytes) {
      mark();
      return;
    }
    bytes += added;
    writeName();
    value.write(out);
  }

  private void writeName() throws IOException {
    if (name != null) {
      out.writeFieldName(name);
      name = null;
    }
  }

  private void mark() throws IOException {
    cut = true;
    if (out.getOutputContext().inObject()) {
      out.writeBooleanField(MARKER, true);
    } else {
      out.writeString(MARKER);
    }
  }

  /** Begins an object or array. */
  void open(boolean array) throws IOException {
    value(2, array ? JsonGenerator::writeStartArray : JsonGenerator::writeStartObject);
  }

  /** Ends an object or array. */
  void close(boolean array) throws IOException {
    if (cut) {
      return;
    }
    name = null;
    if (array) {
      out.writeEndArray();
    } else {
      out.writeEndObject();
    }
  }

  /** Writes a text. */
  void string(String value) throws IOException {
    value(size(value), generator -> generator.writeString(value));
  }

  /** Bytes of a text at most, with what has to be escaped. */
  private static long size(String text) {
    long size = 0;
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at < ' ') {
        size += 6;
      } else if (at < 0x80) {
        size += at == '"' || at == '\\' ? 2 : 1;
      } else {
        size += 3;
      }
    }
    return size;
  }

  boolean wasCut() {
    return cut;
  }

  /** The text; complete after {@link #close()}. */
  String text() {
    return text.toString();
  }

  /** Closes what is open. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
