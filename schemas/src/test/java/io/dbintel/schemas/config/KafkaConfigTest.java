package io.dbintel.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

  @Test
  void handsClientSettingsOnAndPrintsNoneOfTheirValues() {
    KafkaConfig config =
        ConfigLoader.parse(
            KafkaConfig.class,
            """
            bootstrapServers: broker:9092
            properties: { sasl.jaas.config: hidden, bootstrap.servers: other:1 }
            """);

    assertThat(config.clientSettings())
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("sasl.jaas.config", "hidden");
    assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("hidden");
  }

  @Test
  void wrongNamesAndValuesAreToldWithTheSetting() {
    refused(Map.of("sasl.mechansim", "PLAIN"), "sasl.mechansim", "did you mean sasl.mechanism?");
    refused(Map.of("security.protocol", "SASL"), "security.protocol: Invalid value SASL");
    refused(Map.of("linger.ms", "soon"), "linger.ms");
    refused(Map.of("acks", "2"), "acks");
    refused(Map.of("consumer.max.poll.records", "5"), "consumer.max.poll.records");
    refused(Map.of("x", "1", "y", "2"), "x is not", "y is not");
    new KafkaConfig("b:1", Map.of("ssl.truststore.type", "PEM", "retries", "3")).checkProperties();
  }

  @Test
  void settingsOfPluginsAreNotChecked() {
    KafkaConfig config = new KafkaConfig("b:1", Map.of(), Map.of("my.callback.url", "u"));
    config.checkProperties();
    assertThat(config.clientSettings()).containsEntry("my.callback.url", "u");
  }

  @Test
  void serversHaveAPort() {
    assertThatThrownBy(() -> new KafkaConfig("a:1, broker", Map.of()))
        .hasMessageContaining("host:port")
        .hasMessageContaining("broker");
  }

  private static void refused(Map<String, String> properties, String... parts) {
    assertThatThrownBy(() -> new KafkaConfig("b:1", properties).checkProperties())
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void needsServers() {
    assertThatThrownBy(() -> ConfigLoader.parse(KafkaConfig.class, "properties: {}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrapServers");
  }
}
