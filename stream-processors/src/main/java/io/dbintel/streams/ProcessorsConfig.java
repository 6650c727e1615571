package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.streams.admin.AdminConfig;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** Configuration of the stream processors. */
public record ProcessorsConfig(
    @Setting(description = "How to reach Kafka.", required = true) KafkaConfig kafka,
    @Setting(description = "How to reach the schema registry.") SchemaRegistryConfig schemaRegistry,
    @Setting(description = "How Kafka Streams runs.") StreamsSettings streams,
    @Setting(description = "What the operators decide by.") OperatorsConfig operators,
    @Setting(description = "Whether raw records must be signed, and the keys.")
        SigningConfig signing,
    @Setting(description = "Health and metrics endpoints.") HttpEndpointsConfig http,
    @Setting(description = "The admin API; off without tokens.") AdminConfig admin) {
  private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";

  /** Kafka Streams' own default. */
  private static final long DEFAULT_TRANSACTION_TIMEOUT_MS = 10_000;

  /**
   * @throws IllegalArgumentException when a Kafka setting is wrong, or the commit interval is not
   *     shorter than a transaction may take
   */
  public ProcessorsConfig {
    if (kafka != null) {
      kafka.checkProperties(StreamsConfig.configDef());
    }
    long timeout = transactionTimeoutMillis(kafka);
    if (streams != null && streams.commitInterval().toMillis() >= timeout) {
      throw new IllegalArgumentException(
          "streams.commitInterval shorter than the transaction timeout of "
              + timeout
              + " ms (kafka.properties, "
              + TRANSACTION_TIMEOUT
              + "), found "
              + streams.commitInterval().toMillis()
              + " ms; else the broker ends the transaction first");
    }
  }

  private static long transactionTimeoutMillis(KafkaConfig kafka) {
    if (kafka == null) {
      return DEFAULT_TRANSACTION_TIMEOUT_MS;
    }
    Map<String, String> properties = kafka.properties();
    String set =
        properties.getOrDefault(
            "producer." + TRANSACTION_TIMEOUT, properties.get(TRANSACTION_TIMEOUT));
    return set == null ? DEFAULT_TRANSACTION_TIMEOUT_MS : Long.parseLong(set.trim());
  }

  /** The defaults, for the broker at {@code bootstrapServers}. */
  public static ProcessorsConfig at(String bootstrapServers) {
    return ConfigLoader.parse(
        ProcessorsConfig.class, "kafka: {bootstrapServers: \"" + bootstrapServers + "\"}");
  }
}
