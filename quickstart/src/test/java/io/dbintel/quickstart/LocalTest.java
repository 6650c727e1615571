package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.runtime.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTest {

  @Test
  void deliversFromADatabaseToAnEndpointAndGoesOnWhereItStopped(@TempDir Path data)
      throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().version("16").start();
        OtlpReceiver receiver = OtlpReceiver.start()) {
      LocalConfig config = config(data, postgres, receiver);
      runUntilMoreArrives(config, receiver);
      runUntilMoreArrives(config, receiver);

      assertThat(receiver.logRecords())
          .allSatisfy(
              log -> assertThat(log.resource()).containsEntry("dbintel.instance", "acme/one"))
          .extracting(log -> log.attributes().get("dbintel.record.id"))
          .doesNotHaveDuplicates();
    }
  }

  private static void runUntilMoreArrives(LocalConfig config, OtlpReceiver receiver)
      throws Exception {
    Printed printed = new Printed();
    long before = receiver.logRecordCount();
    Local local = new Local(config, printed.screen(), Duration.ofMillis(500));
    local.start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> receiver.logRecordCount() > before && printed.text().contains("postgres "));
    } finally {
      local.close();
    }
    local.awaitStop();
    assertThat(printed.text()).contains("acme/one at 127.0.0.1", "delivering to: receiver");
  }

  private static LocalConfig config(Path data, EmbeddedPostgres postgres, OtlpReceiver receiver) {
    return ConfigLoader.parse(
        LocalConfig.class,
        """
        dataDirectory: '%s'
        instances:
          - id: acme/one
            system: postgresql
            host: 127.0.0.1
            port: %d
            user: postgres
            collectors: {queryStats: {interval: 500ms}, sessions: {interval: 500ms}}
        sinks:
          receiver: {type: otlp, endpoint: "%s"}
        """
            .formatted(data, postgres.port(), receiver.endpoint()));
  }
}
