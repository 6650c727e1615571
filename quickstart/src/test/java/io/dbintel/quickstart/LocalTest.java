package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.hash.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTest {
  private static final String TOKEN = "a-token-of-this-test-alone";

  private final int adminPort = freePort();

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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> instances() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/api/v1/instances"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void runUntilMoreArrives(LocalConfig config, OtlpReceiver receiver) throws Exception {
    Printed printed = new Printed();
    long before = receiver.logRecordCount();
    Local local = new Local(config, printed.screen(), Duration.ofMillis(500));
    local.start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> receiver.logRecordCount() > before && printed.text().contains("postgres "));
      assertThat(instances())
          .satisfies(
              response -> {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).contains("\"acme/one\"");
              });
    } finally {
      local.close();
    }
    local.awaitStop();
    assertThat(printed.text()).contains("acme/one at 127.0.0.1", "delivering to: receiver");
  }

  private LocalConfig config(Path data, EmbeddedPostgres postgres, OtlpReceiver receiver) {
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
        admin:
          port: %d
          tokens: [{name: test, role: viewer, sha256: %s}]
        """
            .formatted(
                data,
                postgres.port(),
                receiver.endpoint(),
                adminPort,
                HexFormat.of().formatHex(Digest.of(TOKEN).bytes())));
  }
}
