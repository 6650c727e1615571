package io.dbintel.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps {@code docs/reference} current: one page for each catalogue file. To write the pages anew
 * run this test with {@code -Ddbintel.docs.write=true}.
 */
class ReferencePageTest {

  private static final Path CATALOGUES = Path.of("src/main/resources/io/dbintel/catalogue");
  private static final Path PAGES =
      Path.of(System.getProperty("dbintel.root", "..")).resolve("docs/reference");

  static List<String> systems() throws IOException {
    try (Stream<Path> files = Files.list(CATALOGUES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void thePageSaysWhatTheCatalogueSays(String system) throws IOException {
    String page = ReferencePage.of(SystemCatalogue.of(system));
    Path file = PAGES.resolve(system + ".md");
    if (Boolean.getBoolean("dbintel.docs.write")) {
      Files.createDirectories(PAGES);
      Files.writeString(file, page);
    }

    assertThat(file).exists();
    assertThat(Files.readString(file))
        .as("docs/reference/%s.md; write it with -Ddbintel.docs.write=true", system)
        .isEqualTo(page);
  }
}
