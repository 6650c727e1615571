package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpEndpointsConfigTest {

  @Test
  void hasTheCustomaryPorts() {
    assertThat(ConfigLoader.parse(HttpEndpointsConfig.class, ""))
        .isEqualTo(new HttpEndpointsConfig("127.0.0.1", 13133, 8888));
  }

  @Test
  void rejectsTheSamePortForBoth() {
    assertThatThrownBy(() -> ConfigLoader.parse(HttpEndpointsConfig.class, "healthPort: 8888"))
        .hasMessageContaining("two different ports");
    assertThat(HttpEndpointsConfig.ephemeral().healthPort()).isZero();
  }
}
