package io.dbintel.schemas.config;

import io.dbintel.runtime.config.Setting;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach the broker.
 *
 * @param bootstrapServers host:port, several separated by commas
 * @param properties further Kafka client settings by their own names, such as security.protocol
 */
public record KafkaConfig(
    @Setting(
            description = "Kafka bootstrap servers, host:port separated by commas.",
            required = true,
            min = "1")
        String bootstrapServers,
    @Setting(description = "Further Kafka client settings, such as security.protocol.")
        Map<String, String> properties) {

  /** Copies the properties. */
  public KafkaConfig {
    properties = Map.copyOf(properties);
  }

  /** Settings that every client starts from. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  /** Leaves the properties' values out: they may hold credentials. */
  @Override
  public String toString() {
    return "KafkaConfig[" + bootstrapServers + ", properties " + properties.keySet() + "]";
  }
}
