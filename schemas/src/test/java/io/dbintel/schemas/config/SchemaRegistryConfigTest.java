package io.dbintel.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.ConfigLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SchemaRegistryConfigTest {

  @Test
  void readsItsKeysAndPrintsNoSecret() {
    SchemaRegistryConfig config =
        ConfigLoader.parse(
            SchemaRegistryConfig.class,
            "{ url: 'http://registry:8081', username: u, password: hidden, bearerToken: hidden }");

    assertThat(config.isBundled()).isFalse();
    assertThat(config.username()).isEqualTo("u");
    assertThat(config.password().reveal()).isEqualTo("hidden");
    assertThat(config.bearerToken().reveal()).isEqualTo("hidden");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.toString()).isEqualTo("schema registry at http://registry:8081");
  }

  @Test
  void withoutAUrlItIsTheBundledRegistry() {
    SchemaRegistryConfig config = ConfigLoader.parse(SchemaRegistryConfig.class, "{}");

    assertThat(config).isEqualTo(SchemaRegistryConfig.bundled());
    assertThat(config.isBundled()).isTrue();
    assertThat(config.toString()).isEqualTo("bundled schema registry");
  }
}
