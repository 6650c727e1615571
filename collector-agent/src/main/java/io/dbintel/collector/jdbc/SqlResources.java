package io.dbintel.collector.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Statements kept as {@code .sql} files beside this class, without their comment lines. */
final class SqlResource {

  private SqlResource() {}

  /** The statement of a file, such as {@code sessions/blocking}. */
  static String read(String name) {
    try (InputStream in = SqlResource.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + name + ".sql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + ".sql cannot be read", e);
    }
  }

  /**
   * The statement of the newest file that a server can run.
   *
   * @param name such as {@code sessions/sessions}, with files {@code sessions_12}, {@code
   *     sessions_14}
   * @param version of the server; the file with the largest number up to it is taken
   */
  static String forVersion(String name, int version) {
    for (int candidate = version; candidate > 0; candidate--) {
      String file = name + "_" + candidate;
      if (SqlResource.class.getResource(file + ".sql") != null) {
        return read(file);
      }
    }
    throw new IllegalArgumentException("no statement " + name + " for version " + version);
  }
}
