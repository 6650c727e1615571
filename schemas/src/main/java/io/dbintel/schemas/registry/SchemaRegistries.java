package io.dbintel.schemas.registry;

import java.util.Map;

/** Chooses the registry that a configuration asks for. */
public final class SchemaRegistries {

  private SchemaRegistries() {}

  /**
   * The HTTP registry when a URL is configured, else the bundled one with its topic.
   *
   * @param kafkaClient Kafka client settings, for the topic of the bundled registry
   */
  public static SchemaRegistry of(RegistryConfig config, Map<String, Object> kafkaClient) {
    return config.isBundled()
        ? new BundledSchemaRegistry(new KafkaSchemaTopic(kafkaClient))
        : new HttpSchemaRegistry(config);
  }
}
