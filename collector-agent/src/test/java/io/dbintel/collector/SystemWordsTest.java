package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of a system are in its package alone: the rest serves every system. */
class SystemWordsTest {

  private static final Path SOURCES = Path.of("src/main/java/io/dbintel/collector");
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "(?i:postgres|libpq|superuser|postmaster|statsReset|statsSince)|\\bpg_"
              + "|\\b(queryid|dbid|userid|toplevel|pids?|dealloc"
              + "|stats_reset|stats_since|x?xid|xact|backend)\\b|backend_");

  @Test
  void postgresqlIsInItsPackageAlone() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith(SOURCES.resolve("systems/postgresql")))
              .flatMap(SystemWordsTest::linesWithWords)
              .toList();
      assertThat(found).isEmpty();
    }
  }

  private static Stream<String> linesWithWords(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> POSTGRESQL.matcher(line).find())
          .map(line -> SOURCES.relativize(file) + ": " + line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
