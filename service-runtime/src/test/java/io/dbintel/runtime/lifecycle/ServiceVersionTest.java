package io.dbintel.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceVersionTest {

  @Test
  void classesOutsideAJarAreInDevelopment() {
    assertThat(ServiceVersion.current()).isEqualTo("development");
    assertThat(new ServiceVersion().getVersion()).containsExactly("dbintel development");
  }
}
