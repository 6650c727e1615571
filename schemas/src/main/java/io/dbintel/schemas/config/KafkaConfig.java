package io.dbintel.schemas.config;

import io.dbintel.runtime.config.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How to reach the broker.
 *
 * @param bootstrapServers host:port, several separated by commas
 * @param properties further Kafka client settings by their own names, such as security.protocol
 * @param pluginProperties settings of classes that are plugged in; nobody here knows their names
 */
public record KafkaConfig(
    @Setting(
            description = "Kafka bootstrap servers, host:port separated by commas.",
            required = true,
            min = "1")
        String bootstrapServers,
    @Setting(description = "Further Kafka client settings, such as security.protocol.")
        Map<String, String> properties,
    @Setting(
            description =
                "Settings of classes that are plugged into the Kafka clients, by their own names;"
                    + " not checked.")
        Map<String, String> pluginProperties) {

  private static final Pattern SERVER = Pattern.compile(".+:[0-9]{1,5}");

  /**
   * Copies the properties.
   *
   * @throws IllegalArgumentException when a server is not host:port
   */
  public KafkaConfig {
    properties = Map.copyOf(properties);
    pluginProperties = Map.copyOf(pluginProperties);
    for (String server : bootstrapServers == null ? new String[0] : bootstrapServers.split(",")) {
      if (!SERVER.matcher(server.trim()).matches()) {
        throw new IllegalArgumentException(
            "host:port in bootstrapServers, several separated by commas, found " + server.trim());
      }
    }
  }

  /** Without settings of plugins. */
  public KafkaConfig(String bootstrapServers, Map<String, String> properties) {
    this(bootstrapServers, properties, Map.of());
  }

  /**
   * Checks names and values of the properties.
   *
   * @param more settings beside those of Kafka's clients
   * @throws IllegalArgumentException with everything that is wrong
   */
  public void checkProperties(ConfigDef... more) {
    List<String> problems = new KafkaProperties(more).problems(properties);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Kafka's own names and values in kafka.properties (settings of plugins belong in"
              + " kafka.pluginProperties): "
              + String.join("; ", problems));
    }
  }

  /** Settings that every client starts from. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>(pluginProperties);
    settings.putAll(properties);
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  /** Leaves the properties' values out: they may hold credentials. */
  @Override
  public String toString() {
    return "KafkaConfig["
        + bootstrapServers
        + ", properties "
        + properties.keySet()
        + ", "
        + pluginProperties.keySet()
        + "]";
  }
}
