package io.dbintel.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type that is written as a single value.
 *
 * @param allowed what may be written, for error messages
 * @param jsonType the type in a JSON Schema
 * @param jsonPattern the written form as a regular expression; empty if any text or not text
 * @param choices all possible values as written; empty if open
 * @param parser reads the written form; throws a RuntimeException on anything else
 */
record ScalarType(
    String allowed,
    String jsonType,
    String jsonPattern,
    List<String> choices,
    Function<String, Object> parser) {

  /** The scalar type for a Java class; empty if the class is not written as a single value. */
  static Optional<ScalarType> of(Class<?> type) {
    if (type.isEnum()) {
      return Optional.of(enumeration(type));
    }
    return Optional.ofNullable(
        switch (type.getName()) {
          case "java.lang.String" -> text("text", "", text -> text);
          case "int", "java.lang.Integer" -> number("a whole number", "integer", Integer::valueOf);
          case "long", "java.lang.Long" -> number("a whole number", "integer", Long::valueOf);
          case "double", "java.lang.Double" -> number("a number", "number", ScalarType::finite);
          case "boolean", "java.lang.Boolean" ->
              new ScalarType("true or false", "boolean", "", List.of(), ScalarType::truth);
          case "java.time.Duration" ->
              text(
                  "a duration such as 500ms, 15s, 10m, 2h, 7d",
                  DurationText.SYNTAX,
                  DurationText::parse);
          case "io.dbintel.runtime.config.ByteSize" ->
              text("a size such as 900kB, 1MB, 64MiB", ByteSize.SYNTAX, ByteSize::parse);
          case "java.net.URI" -> text("a URI with a scheme", "", ScalarType::absoluteUri);
          case "java.nio.file.Path" -> text("a file path", "", Path::of);
          case "io.dbintel.runtime.config.Secret" -> text("a secret", "", Secret::of);
          default -> null;
        });
  }

  private static ScalarType text(String allowed, String pattern, Function<String, Object> parser) {
    return new ScalarType(allowed, "string", pattern, List.of(), parser);
  }

  private static ScalarType number(
      String allowed, String jsonType, Function<String, Object> parser) {
    return new ScalarType(allowed, jsonType, "", List.of(), parser);
  }

  /**
   * Constants are written in lower case; reading ignores case and takes {@code -} for {@code _}.
   */
  private static ScalarType enumeration(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    List<String> written = Arrays.stream(constants).map(ScalarType::writtenForm).toList();
    return new ScalarType(
        "one of " + String.join(", ", written),
        "string",
        "",
        written,
        text -> constants[written.indexOf(writtenForm(text))]);
  }

  /** Names as they are written: lower case, underscores. */
  static String writtenForm(Object constantOrText) {
    String name =
        constantOrText instanceof Enum<?> constant ? constant.name() : (String) constantOrText;
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static Object finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not finite: " + text);
    }
    return value;
  }

  private static Object truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }

  private static Object absoluteUri(String text) {
    URI uri = URI.create(text);
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("no scheme: " + text);
    }
    return uri;
  }
}
