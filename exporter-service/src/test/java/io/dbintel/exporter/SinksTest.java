package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.health.Health;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class SinksTest {

  @Test
  void everyTypeOfConfigurationBecomesASink() {
    Collection<SinkConfig> configs =
        ConfigLoader.parse(
                ExporterConfig.class,
                """
                kafka: { bootstrapServers: 'localhost:1' }
                sinks:
                  a: { type: otlp, endpoint: 'http://localhost:1' }
                  b: { type: webhook, url: 'http://localhost:1' }
                  c: { type: file }
                  d: { type: console }
                  e: { type: prometheus, bindAddress: 127.0.0.1, port: 0 }
                """)
            .sinks()
            .values();
    assertThat(configs)
        .extracting(Object::getClass)
        .contains(SinkConfig.class.getPermittedSubclasses());
    for (SinkConfig config : configs) {
      try (Sink sink = Sinks.create("name", config)) {
        assertThat(sink.health()).isEqualTo(Health.up());
      }
    }
  }
}
