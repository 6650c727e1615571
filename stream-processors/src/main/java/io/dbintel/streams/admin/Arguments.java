package io.dbintel.streams.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request says, out of its body or its query; every wrong value is told by its name. */
final class Arguments {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MAX_REASON = 500;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(s|m|h)");

  private final JsonNode values;

  private Arguments(JsonNode values) {
    this.values = values;
  }

  /**
   * Reads a body, an object of JSON that has none but the named members.
   *
   * @throws ApiException when it is something else
   */
  static Arguments ofBody(String body, String... names) {
    JsonNode read;
    try {
      read = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // its message may quote the body
      read = null;
    }
    if (read == null || !read.isObject()) {
      throw ApiException.invalid(
          "the body is not an object of JSON; expected one with " + String.join(", ", names));
    }
    return only(read, names);
  }

  /**
   * Reads a query, which has none but the named arguments.
   *
   * @throws ApiException when it has others
   */
  static Arguments ofQuery(String query, String... names) {
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      read.put(
          Operation.decode(name), equals < 0 ? "" : Operation.decode(part.substring(equals + 1)));
    }
    return only(read, names);
  }

  private static Arguments only(JsonNode read, String... names) {
    List<String> known = List.of(names);
    for (Iterator<String> found = read.fieldNames(); found.hasNext(); ) {
      String name = found.next();
      if (!known.contains(name)) {
        throw ApiException.invalid(
            "there is no argument "
                + shown(name)
                + "; expected "
                + (known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    return new Arguments(read);
  }

  /** Why something is ordered. */
  String reason() {
    String reason = text("reason", "").strip();
    boolean readable = reason.codePoints().noneMatch(Character::isISOControl);
    if (reason.isEmpty() || reason.length() > MAX_REASON || !readable) {
      throw ApiException.invalid(
          "reason has "
              + reason.length()
              + " characters"
              + (readable ? "" : ", some of them control characters")
              + "; expected 1 to "
              + MAX_REASON
              + " that say why, for dbintel.audit");
    }
    return reason;
  }

  /** One of some words. */
  String word(String name, String otherwise, List<String> allowed) {
    String word = text(name, otherwise);
    if (!allowed.contains(word)) {
      throw wrong(name, word, String.join(", ", allowed));
    }
    return word;
  }

  /** A share, 0 to 1. */
  double share(String name) {
    JsonNode value = values.path(name);
    double share = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(share >= 0 && share <= 1)) {
      throw wrong(name, value.toString(), "a number from 0 to 1");
    }
    return share;
  }

  /** A whole number; {@code otherwise} when it is not there, unless that is negative. */
  long whole(String name, long otherwise, long least, long most) {
    JsonNode value = values.path(name);
    if (value.isMissingNode() && otherwise >= 0) {
      return otherwise;
    }
    String text = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
    if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
      throw wrong(name, value.toString(), "a whole number from " + least + " to " + most);
    }
    return Long.parseLong(text);
  }

  /** A time such as 10m. */
  Duration duration(String name, Duration least, Duration most) {
    String text = text(name, "");
    Matcher form = DURATION.matcher(text);
    if (form.matches()) {
      long amount = Long.parseLong(form.group(1));
      Duration duration =
          switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          };
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    throw wrong(
        name,
        text,
        "a time such as 10m, from " + least.toSeconds() + "s to " + most.toHours() + "h");
  }

  private String text(String name, String otherwise) {
    JsonNode value = values.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw wrong(name, value.toString(), "a text");
    }
    return value.textValue();
  }

  private static ApiException wrong(String name, String found, String expected) {
    return ApiException.invalid(name + " is " + shown(found) + "; expected " + expected);
  }

  private static String shown(String found) {
    return found.isEmpty()
        ? "not there"
        : found.length() > 80 ? found.substring(0, 80) + "…" : found;
  }
}
