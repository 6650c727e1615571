package io.dbintel.redaction.language;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes commands whose literals hold {@link #MARK} or a digit, and whose names hold neither. The
 * same structure seed gives the same command with other literals.
 */
final class CommandGenerator {

  static final String MARK = "zq";

  private static final String[] FIELDS = {"name", "items.qty", "$set", "$in", "größe", "_id", "e"};
  private static final String[] MIDDLES = {
    " ", "\\\"", "\\\\", "\\n", "{", "}", "[", "]", ",", ":", "'", "é東", "\\u0041", " EX ", "//"
  };
  private static final String[] COMMANDS = {
    "SET", "get", "HSET", "MGET", "zadd", "EVAL", "AUTH", "CONFIG SET maxmemory", "XADD", "SCAN"
  };
  private static final String[] OPTIONS = {"EX", "NX", "MATCH", "COUNT", "CH"};

  private final Random structure;
  private final Random literals;

  CommandGenerator(long structureSeed, long literalSeed) {
    structure = new Random(structureSeed);
    literals = new Random(literalSeed);
  }

  String of(QueryLanguage language) {
    return switch (language) {
      case MONGODB_COMMAND ->
          "{\"find\":\"orders\",\"filter\":" + object(0) + ",\"u\":" + array(0) + "}";
      case OPENSEARCH_QUERY_DSL ->
          (structure.nextBoolean() ? "GET /orders/_search?routing=" + word() + "\n" : "")
              + "{\"query\":"
              + object(0)
              + "}";
      case REDIS_COMMAND -> structure.nextBoolean() ? inline() : jsonArguments();
      default -> throw new IllegalArgumentException(language + " has a generator of its own");
    };
  }

  private String object(int depth) {
    return IntStream.range(0, structure.nextInt(4))
        .mapToObj(i -> "\"" + pick(FIELDS) + i(i) + "\":" + value(depth))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String i(int index) {
    return "abcd".substring(index, index + 1);
  }

  private String array(int depth) {
    return IntStream.range(0, structure.nextInt(4))
        .mapToObj(i -> value(depth))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String value(int depth) {
    return switch (structure.nextInt(depth > 3 ? 3 : 6)) {
      case 0, 1 -> "\"" + text() + "\"";
      case 2 -> Integer.toString(1000 + literals.nextInt(1_000_000));
      case 3 -> "{\"$oid\":\"" + word() + "\"}";
      case 4 -> object(depth + 1);
      default -> array(depth + 1);
    };
  }

  private String inline() {
    String command = pick(COMMANDS);
    String arguments =
        IntStream.range(0, 1 + structure.nextInt(5))
            .mapToObj(
                i ->
                    structure.nextInt(4) == 0
                        ? pick(OPTIONS)
                        : structure.nextBoolean() ? "\"" + text() + "\"" : word())
            .collect(Collectors.joining(" "));
    return command + " " + arguments + (structure.nextInt(4) == 0 ? "\n" + command : "");
  }

  private String jsonArguments() {
    String arguments =
        IntStream.range(0, structure.nextInt(5))
            .mapToObj(i -> ", \"" + text() + "\"")
            .collect(Collectors.joining());
    return "[\"" + pick(COMMANDS).split(" ")[0] + "\"" + arguments + "]";
  }

  /** Content of a string in double quotes; begins and ends with a mark. */
  private String text() {
    StringBuilder text = new StringBuilder(word());
    while (literals.nextInt(3) == 0) {
      text.append(MIDDLES[literals.nextInt(MIDDLES.length)]).append(word());
    }
    return text.toString();
  }

  private String word() {
    return MARK + literals.nextInt(10_000);
  }

  private String pick(String[] values) {
    return values[structure.nextInt(values.length)];
  }
}
