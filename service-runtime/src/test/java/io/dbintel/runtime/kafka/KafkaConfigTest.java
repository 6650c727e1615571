package io.dbintel.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  void needsServers() {
    assertThatThrownBy(() -> ConfigLoader.parse(KafkaConfig.class, "properties: {}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrapServers");
  }

  @Test
  void handsTheRegistrysSecretsToItsClientOnly() {
    SchemaRegistryConfig config =
        ConfigLoader.parse(
            SchemaRegistryConfig.class,
            "{ url: 'http://registry:8081', username: u, password: hidden }");

    assertThat(config.as(KafkaConfigTest::listed))
        .containsExactly("http://registry:8081", "u", "hidden", null, Duration.ofSeconds(10));
    assertThat(config.toString()).doesNotContain("hidden");
  }

  private static List<Object> listed(
      String url, String username, String password, String bearerToken, Duration timeout) {
    return Arrays.asList(url, username, password, bearerToken, timeout);
  }
}
