package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.schemas.avro.ResultEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exporter as a process, with a broker that comes late and a kill in the middle. */
class ExporterFaultsTest {

  private static final int RECORDS = 60;

  private final int brokerPort = FreePort.find();
  private final int healthPort = FreePort.find();

  @TempDir private Path directory;

  @Test
  void nothingIsLostWhenTheBrokerIsLateAndTheProcessIsKilled() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answerAll(
          request ->
              requests.incrementAndGet() == 1 ? OtlpAnswer.accepted() : OtlpAnswer.status(503));
      Path config = config(receiver);
      Process first = start(config);
      Process second = null;
      try {
        await()
            .ignoreExceptions()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() -> assertThat(ready().body()).contains("bootstrapServers"));
        assertThat(ready().statusCode()).isEqualTo(503);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("broker"), brokerPort)) {
          ResultTopics.create(kafka);
          ResultTopics.write(kafka, Results.event("k0", Results.NOW));
          await()
              .atMost(Duration.ofSeconds(40))
              .untilAsserted(() -> assertThat(ids(receiver)).containsExactly("k0"));
          ResultTopics.write(
              kafka,
              IntStream.range(1, RECORDS)
                  .mapToObj(i -> Results.event("k" + i, Results.NOW))
                  .toArray(ResultEvent[]::new));
          await()
              .atMost(Duration.ofSeconds(30))
              .untilAsserted(() -> assertThat(requests).hasValueGreaterThan(2));
          first.destroyForcibly().waitFor();
          receiver.answerAll(request -> OtlpAnswer.accepted());
          second = start(config);
          List<String> all = IntStream.range(0, RECORDS).mapToObj(i -> "k" + i).toList();
          await()
              .atMost(Duration.ofSeconds(90))
              .untilAsserted(() -> assertThat(ids(receiver)).containsAll(all));
          second.destroy();
          assertThat(second.waitFor()).isZero();
        }
      } finally {
        first.destroyForcibly().waitFor();
        if (second != null) {
          second.destroyForcibly().waitFor();
        }
      }
    }
  }

  private static List<Object> ids(OtlpReceiver receiver) {
    return receiver.logRecords().stream()
        .map(log -> log.attributes().get("dbintel.record.id"))
        .toList();
  }

  private HttpResponse<String> ready() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + healthPort + "/health/ready");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Path config(OtlpReceiver receiver) throws IOException {
    return Files.writeString(
        directory.resolve("exporter.yaml"),
        """
        kafka:
          bootstrapServers: 127.0.0.1:%d
          properties: { session.timeout.ms: 6000, heartbeat.interval.ms: 500 }
        sinks:
          killed:
            type: otlp
            endpoint: %s
            delivery: { retry: { initialBackoff: 50ms, maxBackoff: 100ms } }
        http: { bindAddress: 127.0.0.1, healthPort: %d, metricsPort: 0 }
        """
            .formatted(brokerPort, receiver.endpoint(), healthPort));
  }

  private Process start(Path config) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlogback.configurationFile=dbintel-logback.xml",
            ExporterCommand.class.getName(),
            "run",
            "--config",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }
}
