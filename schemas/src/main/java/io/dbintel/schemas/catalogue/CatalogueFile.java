package io.dbintel.schemas.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The content of a catalogue file as it is written; unknown keys are errors. */
record CatalogueFile(
    String system,
    String displayName,
    String scopeName,
    String language,
    Statements statements,
    List<MetricDefinition> metrics,
    List<SignalDefinition> signals,
    List<AttributeDefinition> attributes,
    List<EventDefinition> events) {

  private static final String FOLDER = "/io/dbintel/catalogue/";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The section about statement counters. */
  record Statements(
      String description,
      StatementKeyLayout key,
      String attributePrefix,
      List<StatementCounter> counters) {}

  /** Reads the file of a system; empty when there is none. */
  static Optional<CatalogueFile> read(String system) {
    String resource = FOLDER + system + ".yaml";
    try (InputStream in = CatalogueFile.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue file " + resource + " cannot be read", e);
    }
  }

  /**
   * @throws IllegalArgumentException with the name of the file when it is not a valid catalogue
   */
  static CatalogueFile parse(String file, String yaml) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    try {
      return MAPPER.convertValue(tree, CatalogueFile.class);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "catalogue file " + file + " is not valid: " + e.getMessage(), e);
    }
  }
}
