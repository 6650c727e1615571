package io.dbintel.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
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
}
