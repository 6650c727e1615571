package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.ValueType;
import io.dbintel.schemas.serde.AvroBytes;
import java.util.List;
import java.util.StringJoiner;

/** Writes the value of an event's attribute: the index of its type in the union, and the value. */
final class AttributeValue {
  private static final int STRING = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int BOOLEAN = 4;
  private static final int STRINGS = 5;

  private AttributeValue() {}

  /** Writes {@code value} as the catalogue wants it; one that cannot be that stays a text. */
  static void write(Object value, ValueType type, AvroBytes out) {
    switch (type) {
      case INT -> integer(value, out);
      case DOUBLE -> {
        if (value instanceof Number number) {
          decimal(number.doubleValue(), out);
        } else {
          string(text(value), out);
        }
      }
      case BOOLEAN -> {
        if (value instanceof Boolean truth) {
          out.writeInt(BOOLEAN).writeBoolean(truth);
        } else {
          string(text(value), out);
        }
      }
      case STRINGS -> strings(value instanceof List<?> list ? list : List.of(value), out);
      case STRING -> string(text(value), out);
    }
  }

  static void integer(long value, AvroBytes out) {
    out.writeInt(LONG).writeInt(value);
  }

  static void decimal(double value, AvroBytes out) {
    out.writeInt(DOUBLE).writeDouble(value);
  }

  private static void string(String value, AvroBytes out) {
    out.writeInt(STRING).writeText(value);
  }

  /** A text that is not a number stays a text: identifiers are not to be lost. */
  private static void integer(Object value, AvroBytes out) {
    if (value instanceof Number number) {
      integer(number.longValue(), out);
      return;
    }
    String text = text(value);
    long parsed;
    try {
      parsed = Long.parseLong(text);
    } catch (NumberFormatException e) {
      string(text, out);
      return;
    }
    integer(parsed, out);
  }

  private static void strings(List<?> values, AvroBytes out) {
    out.writeInt(STRINGS);
    if (!values.isEmpty()) {
      out.writeInt(values.size());
      values.forEach(value -> out.writeText(text(value)));
    }
    out.endCollection();
  }

  /** A list as a text is written in braces, separated by commas. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      StringJoiner joined = new StringJoiner(",", "{", "}");
      list.forEach(element -> joined.add(element.toString()));
      return joined.toString();
    }
    return value.toString();
  }
}
