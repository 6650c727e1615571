package io.dbintel.schemas.registry;

import io.dbintel.schemas.config.SchemaRegistryConfig;
import java.util.Map;

/** Opens the registry that is configured. */
public final class SchemaRegistries {

  private SchemaRegistries() {}

  /**
   * The HTTP registry if a URL is configured, otherwise the bundled one with its topic.
   *
   * @param kafkaClient Kafka client settings, for the topic of the bundled registry
   */
  public static SchemaRegistry of(SchemaRegistryConfig config, Map<String, Object> kafkaClient) {
    return config.isBundled()
        ? new BundledSchemaRegistry(new KafkaSchemaTopic(kafkaClient))
        : new HttpSchemaRegistry(config);
  }
}
