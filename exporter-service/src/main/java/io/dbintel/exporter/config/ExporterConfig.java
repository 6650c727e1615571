package io.dbintel.exporter.config;

import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import java.util.Map;

/**
 * The configuration of the exporter.
 *
 * @param kafka the broker that results come from
 * @param schemaRegistry where record schemas are looked up; without a url the bundled one
 * @param sinks destinations by name; each is a consumer group of its own
 * @param http health and metrics endpoints
 */
public record ExporterConfig(
    @Setting(description = "The broker that results come from.", required = true) KafkaConfig kafka,
    @Setting(description = "Schema registry; without a url the bundled one is used.")
        SchemaRegistryConfig schemaRegistry,
    @Setting(
            description = "Destinations by name; each is a consumer group of its own.",
            required = true,
            min = "1")
        Map<String, SinkConfig> sinks,
    @Setting(description = "Health and metrics endpoints.") HttpEndpointsConfig http) {

  /**
   * @throws IllegalArgumentException when a Kafka setting is wrong
   */
  public ExporterConfig {
    if (kafka != null) {
      kafka.checkProperties();
    }
    sinks = Map.copyOf(sinks);
  }
}
