package io.dbintel.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaParser;

/**
 * The schemas of one version of the product.
 *
 * @param schemas by the name of their file, which is the simple name of the record
 */
record SchemaVersion(Map<String, Schema> schemas) {

  private static final String SUFFIX = ".avsc";

  /** Reads a folder of .avsc files, which may refer to one another. */
  static SchemaVersion read(Path folder) throws IOException {
    SchemaParser parser = new SchemaParser();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        names.add(file.getFileName().toString().replace(SUFFIX, ""));
        parser.parse(file);
      }
    }
    Map<String, Schema> schemas = new TreeMap<>();
    for (Schema schema : parser.getParsedNamedSchemas()) {
      if (names.contains(schema.getName())) {
        schemas.put(schema.getName(), schema);
      }
    }
    return new SchemaVersion(schemas);
  }

  /**
   * Why this version may not follow a released one: every schema of the release must still exist,
   * read its released form, and be readable with it (FULL_TRANSITIVE over all releases). Schemas
   * added since the release are free.
   *
   * @return one line a problem, beginning with the record's name; empty when it may follow
   */
  List<String> problemsAfter(SchemaVersion released) {
    List<String> problems = new ArrayList<>();
    released.schemas.forEach(
        (name, old) -> {
          Schema current = schemas.get(name);
          if (current == null) {
            problems.add(name + " was dropped; records of it are still in topics");
          } else {
            check(name + " cannot read released records", current, old, problems);
            check(name + " cannot be read by the released version", old, current, problems);
          }
        });
    return problems;
  }

  private static void check(String problem, Schema reader, Schema writer, List<String> problems) {
    SchemaPairCompatibility result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    result
        .getResult()
        .getIncompatibilities()
        .forEach(
            found ->
                problems.add(
                    problem
                        + ": "
                        + found.getType()
                        + " at "
                        + found.getLocation()
                        + ", "
                        + found.getMessage()));
  }
}
