package io.dbintel.streams.metrics;

import io.dbintel.schemas.avro.MetricType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The metrics of the versioned resource {@code metrics/metrics-v1.properties}. */
public final class MetricCatalogue {
  private static final String RESOURCE = "metrics-v1.properties";

  private final Map<String, MetricDefinition> byName;

  private MetricCatalogue(Map<String, MetricDefinition> byName) {
    this.byName = byName;
  }

  /** Reads the catalogue that this release ships. */
  public static MetricCatalogue load() {
    Properties lines = new Properties();
    try (Reader reader =
        new InputStreamReader(
            MetricCatalogue.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
    Map<String, MetricDefinition> byName = new HashMap<>();
    for (String name : lines.stringPropertyNames()) {
      byName.put(name, parse(name, lines.getProperty(name)));
    }
    return new MetricCatalogue(Map.copyOf(byName));
  }

  private static MetricDefinition parse(String name, String line) {
    String[] fields = line.split(" +", 3);
    if (fields.length != 3) {
      throw new IllegalStateException(
          RESOURCE + ": " + name + " = " + line + "; expected: kind unit description");
    }
    return switch (fields[0]) {
      case "counter" -> new MetricDefinition(fields[1], MetricType.SUM, true, fields[2]);
      case "sum" -> new MetricDefinition(fields[1], MetricType.SUM, false, fields[2]);
      case "gauge" -> new MetricDefinition(fields[1], MetricType.GAUGE, false, fields[2]);
      default ->
          throw new IllegalStateException(
              RESOURCE + ": " + name + " is a " + fields[0] + "; expected counter, sum or gauge");
    };
  }

  /** Returns what is known of the metric; a gauge without a description when nothing is. */
  public MetricDefinition find(String name) {
    return byName.getOrDefault(name, MetricDefinition.OTHER);
  }
}
