package io.dbintel.schemas.config;

import io.dbintel.runtime.config.KeySuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Checks Kafka settings by Kafka's own definitions of its clients: a client logs a name that it
 * does not know, and goes on without it.
 */
final class KafkaProperties {
  private static final List<String> PREFIXES =
      List.of(
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "consumer.",
          "producer.",
          "admin.");
  private static final String TOPIC_PREFIX = "topic.";

  private final List<ConfigDef> definitions;
  private final boolean prefixed;

  /**
   * Checks settings of the clients, and of what {@code more} defines.
   *
   * @param more definitions of Kafka Streams, which hands on settings with a client's prefix
   */
  KafkaProperties(ConfigDef... more) {
    this.definitions =
        Stream.concat(
                Stream.of(
                    AdminClientConfig.configDef(),
                    ProducerConfig.configDef(),
                    ConsumerConfig.configDef()),
                Stream.of(more))
            .toList();
    this.prefixed = more.length > 0;
  }

  /** What is wrong, each with the name of the setting; no value of a secret. */
  List<String> problems(Map<String, String> properties) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      String problem = problem(property.getKey(), property.getValue());
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  private String problem(String setting, String value) {
    if (prefixed && setting.startsWith(TOPIC_PREFIX)) {
      return null;
    }
    String name = withoutPrefix(setting);
    List<ConfigDef.ConfigKey> keys =
        definitions.stream()
            .map(definition -> definition.configKeys().get(name))
            .filter(key -> key != null)
            .toList();
    if (keys.isEmpty()) {
      Set<String> known =
          definitions.stream()
              .flatMap(definition -> definition.names().stream())
              .collect(Collectors.toCollection(TreeSet::new));
      return setting
          + " is not the name of a Kafka client setting"
          + KeySuggestion.nearest(name, known)
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
    }
    for (ConfigDef.ConfigKey key : keys) {
      try {
        Object parsed = ConfigDef.parseType(name, value, key.type);
        if (key.validator != null) {
          key.validator.ensureValid(name, parsed);
        }
      } catch (ConfigException e) {
        return key.type == ConfigDef.Type.PASSWORD
            ? setting + " has a value that Kafka does not accept"
            : setting + ": " + e.getMessage();
      }
    }
    return null;
  }

  private String withoutPrefix(String setting) {
    if (prefixed) {
      for (String prefix : PREFIXES) {
        if (setting.startsWith(prefix)) {
          return setting.substring(prefix.length());
        }
      }
    }
    return setting;
  }
}
