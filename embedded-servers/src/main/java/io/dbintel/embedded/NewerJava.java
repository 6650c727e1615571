package io.dbintel.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds a Java newer than the one the build needs: this one, the one that {@code JAVA21_HOME}
 * names, or one under {@code /usr/lib/jvm}.
 */
final class NewerJava {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private NewerJava() {}

  /** The {@code java} program of the first home with at least this feature version. */
  static Optional<Path> find(int feature) {
    return candidates().stream()
        .filter(home -> featureOf(home) >= feature)
        .map(home -> home.resolve("bin/java"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    Optional.ofNullable(System.getenv("JAVA21_HOME")).map(Path::of).ifPresent(homes::add);
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> installed = Files.list(INSTALLED)) {
        installed.sorted(Comparator.reverseOrder()).forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + INSTALLED, e);
      }
    }
    return homes;
  }

  /** From the file {@code release} that every JDK carries; 0 when there is none. */
  static int featureOf(Path home) {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.split("[^0-9]", 2)[0]);
  }
}
