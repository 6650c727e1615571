package io.dbintel.systemtests.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No word of PostgreSQL occurs in what is shipped, outside the package of its collector, its
 * catalogue file and the embedded server: else a second database system would have to be like it.
 */
class PostgresqlWordsTest {
  private static final Path ROOT = Path.of(System.getProperty("dbintel.root", ".."));

  private static final Pattern WORD =
      Pattern.compile(
          "(?i:postgres|pgbench|pgss|pgjdbc|\\bpg_|postmaster|stats_reset|stats_since|\\bxact|datname"
              + "|usename|rolname|blks?_|shared_buffers)"
              + "|\\bqueryid\\b|\\bdbid\\b|\\btoplevel\\b|\\bdealloc\\b|(?<!\\$)\\boid\\b");

  /** A system has to be called something in an example. */
  private static final Pattern EXAMPLE =
      Pattern.compile("for example (\\{@code )?postgresql(\\.[a-z_]+)?");

  /** Where the words belong: what is there is about PostgreSQL. */
  private static final List<String> HOME =
      List.of(
          "collector-agent/src/main/java/io/dbintel/collector/systems/postgresql/",
          "collector-agent/src/main/resources/io/dbintel/collector/systems/postgresql/",
          "schemas/src/main/resources/io/dbintel/catalogue/postgresql.yaml",
          "embedded-servers/");

  /** Where a word is allowed all the same. */
  private record Allowed(String path, String reason) {}

  private static final List<Allowed> ALLOWED =
      List.of(
          new Allowed(
              "collector-agent/src/main/resources/META-INF/services/",
              "ServiceLoader finds the systems by their classes' names"),
          new Allowed(
              "collector-agent/src/main/dist/config/agent.example.yaml",
              "the example configuration monitors one database, of the system there is"),
          new Allowed(
              "stream-processors/src/main/java/io/dbintel/streams/operators/sampler/",
              "fields of sampling rules have names that people know; two of them are PostgreSQL's"),
          new Allowed(
              "stream-processors/src/main/dist/config/processors.example.yaml",
              "the example configuration shows the default sampling rules"),
          new Allowed(
              "redaction/src/main/java/io/dbintel/redaction/language/",
              "the list of query languages; PostgreSQL's SQL is one"),
          new Allowed(
              "redaction/src/main/java/io/dbintel/redaction/sql/",
              "the SQL dialects and their peculiarities; PostgreSQL's is one"),
          new Allowed(
              "redaction/src/main/java/io/dbintel/redaction/plan/",
              "formats of execution plans; PostgreSQL's is one"),
          new Allowed(
              "redaction/src/main/resources/io/dbintel/redaction/plan/",
              "keys of execution plans; PostgreSQL's are some"),
          new Allowed(
              "redaction/src/main/resources/io/dbintel/redaction/sql/",
              "settings whose values may be shown; PostgreSQL's are the ones"),
          new Allowed(
              "redaction/src/main/java/io/dbintel/redaction/cli/",
              "the command names the languages it accepts, and a default"),
          new Allowed(
              "quickstart/src/main/",
              "the demo starts a PostgreSQL, works on it and shows its results"),
          new Allowed("benchmarks/src/main/", "measures on PostgreSQL and on statements for it"),
          new Allowed("system-tests/src/main/", "proves exactness against a real PostgreSQL"));

  @Test
  void noWordOfPostgresqlOutsideItsPackageAndCatalogue() throws IOException {
    List<String> found = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    for (Path file : shippedFiles()) {
      String path = ROOT.relativize(file).toString().replace('\\', '/');
      if (HOME.stream().anyMatch(path::startsWith)) {
        continue;
      }
      List<String> words = words(path, read(file));
      Allowed allowed = allowed(path);
      if (allowed == null) {
        found.addAll(words);
      } else if (!words.isEmpty()) {
        used.add(allowed.path());
      }
    }
    assertThat(found)
        .as(
            "words of PostgreSQL in code that is for every system; use the catalogue's roles and"
                + " the neutral fields, or move it to systems/postgresql")
        .isEmpty();
    assertThat(used)
        .as("exceptions that are still needed; delete the others")
        .containsExactlyInAnyOrderElementsOf(ALLOWED.stream().map(Allowed::path).toList());
  }

  @Test
  void wordsAreFoundAsWordsAndExamplesAreNot() {
    assertThat(words("f", "String columns = \"queryid, dbid\";")).hasSize(1);
    assertThat(words("f", "reads PostgreSQL's view\nSELECT * FROM pg_stat_activity")).hasSize(2);
    assertThat(words("f", "String queryId = row.queryId(); // like a void")).isEmpty();
    assertThat(words("f", "name, for example {@code postgresql}")).isEmpty();
    assertThat(words("f", "metric, for example postgresql.commits.")).isEmpty();
  }

  private static List<String> words(String path, String text) {
    List<String> found = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      if (WORD.matcher(EXAMPLE.matcher(lines[line]).replaceAll("")).find()) {
        found.add(path + ":" + (line + 1) + ": " + lines[line].strip());
      }
    }
    return found;
  }

  private static Allowed allowed(String path) {
    return ALLOWED.stream()
        .filter(allowed -> path.startsWith(allowed.path()))
        .findFirst()
        .orElse(null);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    }
  }

  /** Sources and resources of all modules. */
  private static List<Path> shippedFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve("src/main");
        if (Files.isRegularFile(module.resolve("pom.xml")) && Files.isDirectory(main)) {
          try (Stream<Path> tree = Files.walk(main)) {
            tree.filter(Files::isRegularFile).sorted().forEach(files::add);
          }
        }
      }
    }
    assertThat(files).as("files under %s", ROOT).hasSizeGreaterThan(100);
    return files;
  }
}
