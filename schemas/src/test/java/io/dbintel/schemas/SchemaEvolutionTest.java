package io.dbintel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every released schema still exists and is compatible in both directions with its current form. A
 * release adds its files: {@code cp src/main/avro/*.avsc src/test/resources/released/VERSION/}. The
 * folders in {@code evolution} show that the check can fail.
 */
class SchemaEvolutionTest {

  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final Path EVOLUTION = Path.of("src/test/resources/evolution");

  @TestFactory
  Stream<DynamicTest> theCurrentSchemasMayFollowEveryRelease() throws IOException {
    SchemaVersion current = SchemaVersion.read(Path.of("src/main/avro"));
    List<Path> releases;
    try (Stream<Path> folders = Files.list(RELEASED)) {
      releases = folders.sorted().toList();
    }
    assertThat(releases).isNotEmpty();
    return releases.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    "release " + folder.getFileName(),
                    () -> {
                      SchemaVersion released = SchemaVersion.read(folder);
                      assertThat(released.schemas()).isNotEmpty();
                      assertThat(current.problemsAfter(released)).isEmpty();
                    }));
  }

  @Test
  void aReleaseMayFollowItself() throws IOException {
    assertThat(problems("release")).isEmpty();
  }

  @Test
  void fieldsWithDefaultsAndSymbolsOfAnEnumWithDefaultMayBeAdded() throws IOException {
    assertThat(problems("compatible")).isEmpty();
  }

  @Test
  void anAddedSchemaIsNoProblem() throws IOException {
    assertThat(problems("added")).isEmpty();
  }

  @Test
  void aDroppedSchemaIsAProblem() throws IOException {
    assertThat(problems("dropped")).singleElement().asString().startsWith("Reading was dropped");
  }

  @Test
  void aChangedTypeIsAProblemInBothDirectionsAndANewFieldWithoutDefaultInOne() throws IOException {
    assertThat(problems("incompatible"))
        .filteredOn(problem -> problem.contains("TYPE_MISMATCH at /fields/1/type"))
        .satisfiesExactly(
            reading -> assertThat(reading).startsWith("Reading cannot read released records"),
            reading -> assertThat(reading).startsWith("Reading cannot be read by the released"));
    assertThat(problems("incompatible"))
        .filteredOn(problem -> problem.startsWith("Sensor"))
        .singleElement()
        .asString()
        .startsWith("Sensor cannot read released records: READER_FIELD_MISSING_DEFAULT_VALUE")
        .endsWith("floor");
  }

  private static List<String> problems(String version) throws IOException {
    return SchemaVersion.read(EVOLUTION.resolve(version))
        .problemsAfter(SchemaVersion.read(EVOLUTION.resolve("release")));
  }
}
