package io.dbintel.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.SelfSigned;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.otlp.OtlpFormat;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ExportStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delivery to real HTTPS receivers. */
@Timeout(60)
class TlsDeliveryTest {

  @TempDir private static Path directory;
  private static SelfSigned server;
  private static SelfSigned client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = SelfSigned.create(directory, "server");
    client = SelfSigned.create(directory, "client");
  }

  @Test
  void deliversToWhatTheCaFileTrusts() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, null);
        HttpSink sink = sink(receiver, "caFile: " + server.certificateFile())) {
      assertThat(send(sink).status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(receiver.logRecords()).hasSize(1);
    }
  }

  @Test
  void showsItsCertificateAndSpeaksTheNewestVersion() throws Exception {
    String tls =
        "caFile: %s, certificateFile: %s, keyFile: %s, minVersion: tls1_3"
            .formatted(server.certificateFile(), client.certificateFile(), client.keyFile());
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, "TLSv1.3");
        HttpSink sink = sink(receiver, tls)) {
      assertThat(send(sink).status()).isEqualTo(ExportStatus.ACCEPTED);
    }
  }

  @Test
  void doesNotSendToWhatItDoesNotTrust() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, null);
        HttpSink sink = sink(receiver, "")) {
      assertWaits(sink, "no TLS connection", "check delivery.tls");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void doesNotSendToAnotherHostThanTheCertificateNames() throws Exception {
    SelfSigned other = SelfSigned.create(directory, "other", "dns:other.example");
    try (OtlpReceiver receiver = OtlpReceiver.startTls(other, null);
        HttpSink sink = sink(receiver, "caFile: " + other.certificateFile())) {
      assertWaits(sink, "no TLS connection");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void doesNotFallBackToAnOlderVersion() throws Exception {
    String tls = "minVersion: tls1_3, caFile: " + server.certificateFile();
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, null, "TLSv1.2");
        HttpSink sink = sink(receiver, tls)) {
      assertWaits(sink, "no TLS connection");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void takesUpAnAuthorityThatWasReplacedOnDisk() throws Exception {
    Path ca = Files.copy(client.certificateFile(), directory.resolve("ca.crt"));
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, null);
        HttpSink sink = sink(receiver, "caFile: " + ca)) {
      CompletableFuture<SinkOutcome> sending = assertWaits(sink, "no TLS connection");
      Files.copy(server.certificateFile(), ca, StandardCopyOption.REPLACE_EXISTING);
      assertThat(sending.get(20, TimeUnit.SECONDS).status()).isEqualTo(ExportStatus.ACCEPTED);
    }
  }

  private static CompletableFuture<SinkOutcome> assertWaits(HttpSink sink, String... said) {
    CompletableFuture<SinkOutcome> sending = sending(sink);
    await().untilAsserted(() -> assertThat(sink.health().message()).contains(said));
    assertThat(sending).isNotDone();
    return sending;
  }

  private static SinkOutcome send(HttpSink sink) throws Exception {
    return sending(sink).get(20, TimeUnit.SECONDS);
  }

  private static CompletableFuture<SinkOutcome> sending(HttpSink sink) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            List<SinkOutcome> outcomes = sink.send(Signal.LOGS, Results.events(1));
            return outcomes.get(0);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  private static HttpSink sink(OtlpReceiver receiver, String tls) {
    OtlpConfig config =
        (OtlpConfig)
            ConfigLoader.parse(
                    ExporterConfig.class,
                    """
                    kafka: { bootstrapServers: 'localhost:1' }
                    sinks:
                      secure:
                        type: otlp
                        endpoint: %s
                        headers: { api-key: s3cret }
                        delivery:
                          retry: { initialBackoff: 20ms, maxBackoff: 50ms }
                          tls: { %s }
                    """
                        .formatted(receiver.endpoint(), tls))
                .sinks()
                .get("secure");
    return new HttpSink("secure", config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }
}
