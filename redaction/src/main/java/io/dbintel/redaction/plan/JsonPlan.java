package io.dbintel.redaction.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.redaction.json.JsonInput;
import java.io.IOException;
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
  private PlanKey key = PlanKey.UNKNOWN;

  /** Containers that are open and whose content is no part of the structure. */
  private int outside;

  JsonPlan(PlanExpressions expressions) {
    this.expressions = expressions;
  }

  MaskedPlan mask(String plan, long mostBytes) {
    BoundedJson out = new BoundedJson(mostBytes);
    JsonInput.End end = JsonInput.read(plan, 0, parser -> copyAll(parser, out));
    return hash.masked(
        out.text(),
        end == JsonInput.End.TRUNCATED || out.wasCut(),
        end == JsonInput.End.MALFORMED || expressions.malformed());
  }

  /** Closing closes what a cut left open. */
  private void copyAll(JsonParser in, BoundedJson out) throws IOException {
    try (out) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        copy(token, in, out);
      }
    }
  }

  private void copy(JsonToken token, JsonParser in, BoundedJson out) throws IOException {
    switch (token) {
      case FIELD_NAME -> out.name(property(in.currentName()));
      case START_OBJECT, START_ARRAY -> {
        begin();
        out.open(token == JsonToken.START_ARRAY);
      }
      case END_OBJECT, END_ARRAY -> {
        end();
        out.close(token == JsonToken.END_ARRAY);
      }
      case VALUE_STRING -> out.string(string(in.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getText(), out);
      default -> constant(in, out);
    }
  }

  private void begin() {
    enclosing.push(key);
    if (outside > 0 || !key.isStructure()) {
      if (outside++ == 0 && key == PlanKey.EXPRESSION) {
        hash.presence(property);
      }
    } else {
      hash.open();
    }
  }

  private void end() {
    if (outside > 0) {
      outside--;
    } else {
      hash.close();
    }
    if (!enclosing.isEmpty()) {
      key = enclosing.pop();
    }
  }

  private String property(String name) {
    // the values of settings are no SQL in which bare words would be names
    boolean insideLiteral = enclosing.peek() == PlanKey.LITERAL;
    key = insideLiteral ? PlanKey.LITERAL : PlanKey.of(name);
    property = name;
    boolean plain = PlanKey.of(name) != PlanKey.UNKNOWN || PLAIN_KEY.matcher(name).matches();
    return plain ? name : expressions.mask(name).text();
  }

  private String string(String value) {
    return switch (key) {
      case NODE, NAME -> {
        name(value);
        yield value;
      }
      case STARTUP_COST, TOTAL_COST -> isNumber(value) ? cost(value) : "?";
      case MEASURE -> value;
      case LITERAL -> "?";
      case EXPRESSION -> {
        if (outside == 0) {
          hash.presence(property);
        }
        yield expressions.mask(value).text();
      }
      case UNKNOWN -> expressions.mask(value).text();
    };
  }

  private void name(String value) {
    if (outside > 0) {
      return;
    }
    if (key == PlanKey.NODE) {
      hash.estimate().node();
    }
    hash.property(property, value);
  }

  private static boolean isNumber(String value) {
    return value.chars().allMatch(at -> (at >= '0' && at <= '9') || at == '.' || at == 'e');
  }

  private String cost(String number) {
    if (key == PlanKey.TOTAL_COST) {
      hash.estimate().totalCost(number, enclosing.size());
    } else {
      hash.estimate().startupCost(number, enclosing.size());
    }
    return number;
  }

  /** A number of which it is not known what it counts may be one that the statement gave. */
  private void number(String number, BoundedJson out) throws IOException {
    switch (key) {
      case LITERAL, EXPRESSION, UNKNOWN -> out.string("?");
      case STARTUP_COST, TOTAL_COST -> {
        cost(number);
        out.value(number.length(), generator -> generator.writeNumber(number));
      }
      default -> out.value(number.length(), generator -> generator.writeNumber(number));
    }
  }

  /** True, false or null. */
  private void constant(JsonParser in, BoundedJson out) throws IOException {
    boolean isTrue = in.currentToken() == JsonToken.VALUE_TRUE;
    if (isTrue && key == PlanKey.NAME) {
      name("true");
    }
    out.value(in.getTextLength(), generator -> generator.copyCurrentEvent(in));
  }
}
