package io.dbintel.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.otlp.OtlpFormat;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ExportStatus;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Destinations that answer late, never, in parts, or as somebody else. */
@Timeout(60)
class OddDestinationsTest {

  private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

  @Test
  void headersWithoutTheirBodyDoNotHoldASender() throws Exception {
    try (ScriptedServer server = firstly(this::sendHeadersOnly);
        HttpSink sink = sink(server.endpoint())) {
      SinkOutcome outcome = send(sink);
      assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(outcome.attempts()).isEqualTo(2);
      assertThat(outcome.possibleDuplicate()).isTrue();
    }
  }

  @Test
  void aSuccessThatAlwaysBreaksOffCountsInTheEnd() throws Exception {
    try (ScriptedServer server = ScriptedServer.start((n, client) -> sendHeadersOnly(client));
        HttpSink sink = sink(server.endpoint())) {
      SinkOutcome outcome = send(sink);
      assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(outcome.message()).contains("HTTP 200 without its end");
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void aStatusCountsWithoutItsBody() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (n, client) -> {
                  ScriptedServer.write(
                      client, "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
                  ScriptedServer.awaitEnd(client);
                });
        HttpSink sink = sink(server.endpoint())) {
      assertThat(send(sink).status()).isEqualTo(ExportStatus.REJECTED);
      assertThat(server.requests()).isOne();
    }
  }

  @Test
  void aConnectionThatIsNeverAnsweredIsClosedAndTheRequestRepeated() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ScriptedServer server =
            firstly(
                client -> {
                  ScriptedServer.awaitEnd(client);
                  ended.countDown();
                });
        HttpSink sink = sink(server.endpoint())) {
      assertThat(send(sink).attempts()).isEqualTo(2);
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anAnswerThatDripsIsGivenUpAtTheLimit() throws Exception {
    try (ScriptedServer server =
            firstly(
                client -> {
                  for (char next : ("HTTP/1.1 200 OK\r\nX: " + "y".repeat(500)).toCharArray()) {
                    ScriptedServer.write(client, String.valueOf(next));
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                });
        HttpSink sink = sink(server.endpoint())) {
      long began = System.nanoTime();
      assertThat(send(sink).attempts()).isEqualTo(2);
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
  }

  @Test
  void anAnswerCutInTheMiddleIsRepeated() throws Exception {
    try (ScriptedServer server =
            firstly(
                client -> {
                  ScriptedServer.write(
                      client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
                  client.close();
                });
        HttpSink sink = sink(server.endpoint())) {
      SinkOutcome outcome = send(sink);
      assertThat(outcome.attempts()).isEqualTo(2);
      assertThat(outcome.possibleDuplicate()).isTrue();
    }
  }

  @Test
  void anEndlessAnswerTakesNoMemory() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    String part = "x".repeat(65_536);
    try (ScriptedServer server =
            ScriptedServer.start(
                (n, client) -> {
                  ScriptedServer.write(
                      client, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
                  try {
                    while (true) {
                      ScriptedServer.write(client, part);
                      written.addAndGet(part.length());
                    }
                  } finally {
                    ended.countDown();
                  }
                });
        HttpSink sink = sink(server.endpoint())) {
      assertThat(send(sink).status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(written).hasValueLessThan(50_000_000);
    }
  }

  @Test
  void anInterimResponseIsNoAnswer() throws Exception {
    try (ScriptedServer server =
            firstly(
                client -> {
                  ScriptedServer.write(client, "HTTP/1.1 102 Processing\r\n\r\n");
                  ScriptedServer.awaitEnd(client);
                });
        HttpSink sink = sink(server.endpoint())) {
      assertThat(send(sink).status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void aWebPageIsNoOtlpReceiver() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (n, client) ->
                    ScriptedServer.write(
                        client,
                        "HTTP/1.1 200 OK\r\n"
                            + "Content-Type: text/html\r\n"
                            + "Content-Length: 2\r\n\r\n"
                            + "Hi"));
        HttpSink sink = sink(server.endpoint())) {
      assertPausesUntilItIsRight(server, sink, "a web page", "check sinks.odd.endpoint");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectPausesDeliveryAndNamesItsHost(int status) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (n, client) ->
                    ScriptedServer.write(
                        client,
                        "HTTP/1.1 "
                            + status
                            + " Moved\r\nLocation: https://u:s3cret@new.example/v1/s3cret?k=s3cret"
                            + "\r\nContent-Length: 0\r\n\r\n"));
        HttpSink sink = sink(server.endpoint())) {
      String message =
          assertPausesUntilItIsRight(
              server, sink, "HTTP " + status, "https://new.example", "check sinks.odd.endpoint");
      assertThat(message).doesNotContain("s3cret");
    }
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    try (HttpSink sink = sink("http://no-such-host.invalid:4318")) {
      CompletableFuture<SinkOutcome> sending = sending(sink);
      await()
          .untilAsserted(
              () ->
                  assertThat(sink.health().message())
                      .contains("http://no-such-host.invalid:4318: the host name is not known"));
      assertThat(sending).isNotDone();
    }
  }

  /** Returns what health said meanwhile. */
  private static String assertPausesUntilItIsRight(
      ScriptedServer server, HttpSink sink, String... said) throws Exception {
    CompletableFuture<SinkOutcome> sending = sending(sink);
    await().until(() -> sink.health().status() == Health.Status.DOWN);
    String message = sink.health().message();
    assertThat(message).contains(said);
    assertThat(sending).isNotDone();
    server.follow((n, client) -> ScriptedServer.write(client, ScriptedServer.ACCEPTED));
    SinkOutcome outcome = sending.get(10, TimeUnit.SECONDS);
    assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
    assertThat(outcome.possibleDuplicate()).isFalse();
    assertThat(sink.health()).isEqualTo(Health.up());
    return message;
  }

  private void sendHeadersOnly(Socket client) throws Exception {
    ScriptedServer.write(client, CUT);
    ScriptedServer.awaitEnd(client);
  }

  private interface Client {
    void serve(Socket client) throws Exception;
  }

  /** The first request is answered in some way, every other one is accepted. */
  private static ScriptedServer firstly(Client first) throws Exception {
    return ScriptedServer.start(
        (request, client) -> {
          if (request == 1) {
            first.serve(client);
          } else {
            ScriptedServer.write(client, ScriptedServer.ACCEPTED);
          }
        });
  }

  private static SinkOutcome send(HttpSink sink) throws Exception {
    return sending(sink).get(30, TimeUnit.SECONDS);
  }

  private static CompletableFuture<SinkOutcome> sending(HttpSink sink) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return sink.send(Signal.LOGS, Results.events(1)).get(0);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  private static HttpSink sink(String endpoint) {
    OtlpConfig config =
        (OtlpConfig)
            ConfigLoader.parse(
                    ExporterConfig.class,
                    """
                    kafka: { bootstrapServers: 'localhost:1' }
                    sinks:
                      odd:
                        type: otlp
                        endpoint: %s
                        delivery:
                          timeout: 1s
                          retry: { initialBackoff: 20ms, maxBackoff: 50ms, refusedBackoff: 50ms }
                    """
                        .formatted(endpoint))
                .sinks()
                .get("odd");
    return new HttpSink("odd", config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }
}
