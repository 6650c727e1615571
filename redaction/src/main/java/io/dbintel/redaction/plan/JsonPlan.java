package io.dbintel.redaction.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.redaction.json.JsonInput;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Copies a plan in JSON token by token and masks values on the way. A plan that is cut, or that
 * stops being JSON, is copied up to there and closed.
 */
final class JsonPlan {

  /** Names of properties as database systems write them. */
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z_ /().-]{0,63}");

  private final PlanExpressions expressions;
  private final StructuralHash hash = new StructuralHash();
  private final Deque<PlanKey> enclosing = new ArrayDeque<>();
  private String property = "";

  /** Name of a property whose value has not come yet; a cut plan ends without it. */
  private String named;

  private PlanKey key = PlanKey.UNKNOWN;

  JsonPlan(PlanExpressions expressions) {
    this.expressions = expressions;
  }

  MaskedPlan mask(String plan) {
    StringWriter out = new StringWriter(plan.length());
    JsonInput.End end = JsonInput.read(plan, 0, parser -> copyAll(parser, out));
    return new MaskedPlan(
        out.toString(),
        hash.get(),
        end == JsonInput.End.TRUNCATED,
        end == JsonInput.End.MALFORMED || expressions.malformed());
  }

  /** Closing the generator closes what a cut left open. */
  private void copyAll(JsonParser in, StringWriter text) throws IOException {
    try (JsonGenerator out = JsonInput.FACTORY.createGenerator(text)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        copy(token, in, out);
      }
    }
  }

  private void copy(JsonToken token, JsonParser in, JsonGenerator out) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      named = property(in.currentName());
      return;
    }
    String string = token == JsonToken.VALUE_STRING ? string(in.getText()) : null;
    if (named != null) {
      out.writeFieldName(named);
      named = null;
    }
    switch (token) {
      case START_OBJECT -> {
        begin();
        out.writeStartObject();
      }
      case START_ARRAY -> {
        begin();
        out.writeStartArray();
      }
      case END_OBJECT -> {
        end();
        out.writeEndObject();
      }
      case END_ARRAY -> {
        end();
        out.writeEndArray();
      }
      case VALUE_STRING -> out.writeString(string);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in, out);
      default -> constant(in, out);
    }
  }

  private void begin() {
    hash.open();
    enclosing.push(key);
  }

  private void end() {
    hash.close();
    if (!enclosing.isEmpty()) {
      key = enclosing.pop();
    }
  }

  private String property(String name) {
    key = PlanKey.of(name);
    property = name;
    boolean plain = key != PlanKey.UNKNOWN || PLAIN_KEY.matcher(name).matches();
    return plain ? name : expressions.mask(name).text();
  }

  private String string(String value) {
    return switch (key) {
      case NAME -> {
        hash.property(property, value);
        yield value;
      }
      case MEASURE -> value;
      case LITERAL -> "?";
      case EXPRESSION -> {
        String masked = expressions.mask(value).text();
        hash.property(property, masked);
        yield masked;
      }
      case UNKNOWN -> expressions.mask(value).text();
    };
  }

  private void number(JsonParser in, JsonGenerator out) throws IOException {
    if (key == PlanKey.LITERAL || key == PlanKey.EXPRESSION) {
      out.writeString("?");
    } else {
      out.writeNumber(in.getText());
    }
  }

  private void constant(JsonParser in, JsonGenerator out) throws IOException {
    if (key == PlanKey.NAME) {
      hash.property(property, in.getText());
    }
    out.copyCurrentEvent(in);
  }
}
