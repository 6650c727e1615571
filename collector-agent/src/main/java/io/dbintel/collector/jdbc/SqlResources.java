package io.dbintel.collector.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Statements kept as {@code .sql} files in the package of a class, without their comment lines. */
public final class SqlResources {

  private final Class<?> neighbour;

  private SqlResources(Class<?> neighbour) {
    this.neighbour = neighbour;
  }

  /** The files in the package of the class. */
  public static SqlResources nextTo(Class<?> neighbour) {
    return new SqlResources(neighbour);
  }

  /**
   * The statement of a file.
   *
   * @param name without its ending, such as {@code blocking}
   * @throws IllegalArgumentException when there is no such file
   */
  public String read(String name) {
    try (InputStream in = neighbour.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "there is no resource " + name + ".sql in " + neighbour.getPackageName());
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
   * @param name such as {@code sessions}, with files {@code sessions_12}, {@code sessions_14}
   * @param version of the server; the file with the largest number up to it is taken
   * @throws IllegalArgumentException when all files are for later versions
   */
  public String forVersion(String name, int version) {
    for (int candidate = version; candidate > 0; candidate--) {
      String file = name + "_" + candidate;
      if (neighbour.getResource(file + ".sql") != null) {
        return read(file);
      }
    }
    throw new IllegalArgumentException(
        "there is no resource "
            + name
            + "_N.sql in "
            + neighbour.getPackageName()
            + " with N up to "
            + version);
  }
}
