package io.dbintel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every schema can read, and be read by, every released version (FULL_TRANSITIVE). A release adds
 * its files: {@code cp src/main/avro/*.avsc src/test/resources/released/VERSION/}.
 */
class SchemaEvolutionTest {

  private static final Path RELEASED = Path.of("src/test/resources/released");

  @TestFactory
  Stream<DynamicTest> everySchemaAgreesWithEveryReleasedVersion() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> versions = Files.list(RELEASED)) {
      for (Path version : versions.sorted().toList()) {
        Map<String, Schema> released = schemas(version);
        current()
            .forEach(
                schema ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            schema.getName() + " and release " + version.getFileName(),
                            () ->
                                assertFullyCompatible(
                                    schema,
                                    Optional.ofNullable(released.get(schema.getFullName()))))));
      }
    }
    return tests.stream();
  }

  private static Stream<Schema> current() {
    return TopicCatalogue.all().stream()
        .flatMap(topic -> topic.values().stream())
        .map((Class<? extends SpecificRecord> type) -> SpecificData.get().getSchema(type));
  }

  private static Map<String, Schema> schemas(Path version) throws IOException {
    SchemaParser parser = new SchemaParser();
    try (Stream<Path> files = Files.list(version)) {
      for (Path file : files.sorted().toList()) {
        parser.parse(file);
      }
    }
    Map<String, Schema> schemas = new java.util.HashMap<>();
    parser.getParsedNamedSchemas().forEach(schema -> schemas.put(schema.getFullName(), schema));
    return schemas;
  }

  private static void assertFullyCompatible(Schema schema, Optional<Schema> released) {
    assertThat(released).as("a schema that was added since needs no check").isPresent();
    assertThat(compatibility(schema, released.get())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(compatibility(released.get(), schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }
}
