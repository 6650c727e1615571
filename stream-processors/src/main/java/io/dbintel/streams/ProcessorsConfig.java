package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;

/** Configuration of the stream processors. */
public record ProcessorsConfig(
    @Setting(description = "How to reach Kafka.", required = true) KafkaConfig kafka,
    @Setting(description = "How to reach the schema registry.") SchemaRegistryConfig schemaRegistry,
    @Setting(description = "How Kafka Streams runs.") StreamsSettings streams,
    @Setting(description = "What the operators decide by.") OperatorsConfig operators,
    @Setting(description = "Health and metrics endpoints.") HttpEndpointsConfig http) {

  /** The defaults, for the broker at {@code bootstrapServers}. */
  public static ProcessorsConfig at(String bootstrapServers) {
    return ConfigLoader.parse(
        ProcessorsConfig.class, "kafka: {bootstrapServers: \"" + bootstrapServers + "\"}");
  }
}
