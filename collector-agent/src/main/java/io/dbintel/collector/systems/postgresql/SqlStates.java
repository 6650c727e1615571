package io.dbintel.collector.systems.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Condition names of SQLSTATE codes: PostgreSQL documentation, appendix A. */
final class SqlStates {

  private static final Map<String, String> NAMES = read();

  private SqlStates() {}

  /**
   * Code and name, such as {@code 22021 character_not_in_repertoire}; the code alone if unknown.
   */
  static String named(String state) {
    String name = NAMES.get(state);
    return name == null ? state : state + " " + name;
  }

  private static Map<String, String> read() {
    try (InputStream in = SqlStates.class.getResourceAsStream("sqlstates.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("resource sqlstates.txt cannot be read", e);
    }
  }
}
