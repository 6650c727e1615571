package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as the operating system has it, where Debian places it. */
public final class InstalledPostgres {

  private static final Path FOLDER = Path.of("/usr/lib/postgresql");

  private InstalledPostgres() {}

  /** Folder of the newest one, named by its major version, with {@code bin}. */
  public static Optional<Path> home() {
    if (!Files.isDirectory(FOLDER)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(FOLDER)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/postgres")))
          .max(Comparator.comparingInt(home -> Integer.parseInt(home.getFileName().toString())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + FOLDER, e);
    }
  }
}
