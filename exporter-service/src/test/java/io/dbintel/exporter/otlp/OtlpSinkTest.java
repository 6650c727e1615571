package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.http.HttpSink;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ExportStatus;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpSinkTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void deliversEventsAsTheyAre() throws Exception {
    try (HttpSink sink = sink("", "")) {
      List<SinkOutcome> outcomes = sink.send(Signal.LOGS, Results.events(2));

      assertThat(outcomes)
          .singleElement()
          .satisfies(
              outcome -> {
                assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
                assertThat(outcome.items()).isEqualTo(2);
                assertThat(outcome.bytes()).isPositive();
              });
      assertThat(receiver.logRecords()).hasSize(2);
      var log = receiver.logRecords().get(0);
      assertThat(log.eventName()).isEqualTo("db.server.top_query");
      assertThat(log.timeUnixNano()).isEqualTo(Results.NOW * 1_000);
      assertThat(log.resource())
          .containsEntry("server.address", "db1.example")
          .containsEntry("server.port", 5432L)
          .containsEntry("service.instance.id", "db1.example:5432")
          .containsEntry("db.system.name", "postgresql")
          .containsEntry("dbintel.instance", "acme/orders")
          .containsEntry("dbintel.tenant", "acme")
          .containsEntry("host.name", "db1")
          .doesNotContainKey("service.name");
      assertThat(log.attributes())
          .containsEntry("postgresql.calls", 3L)
          .containsEntry("postgresql.total_exec_time", 1.5)
          .containsEntry("dbintel.nested", true)
          .containsEntry("dbintel.flags", List.of("reset"))
          .containsEntry("dbintel.record.id", "id0")
          .doesNotContainKey("event.name");
    }
  }

  @Test
  void deliversMetricsAsDeltasAndGauges() throws Exception {
    try (HttpSink sink = sink("", "")) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("m", 7))));

      assertThat(receiver.metricPoints())
          .extracting("metric", "kind", "monotonic", "value")
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("postgresql.commits", "delta", true, 7L),
              org.assertj.core.groups.Tuple.tuple("postgresql.wal.age", "gauge", false, 0.5));
      assertThat(receiver.metricPoints().get(0).startUnixNano())
          .isEqualTo((Results.NOW - 1) * 1_000);
    }
  }

  @Test
  void sendsHeadersAndHidesTheServerBehindAnIdentity() throws Exception {
    try (HttpSink sink = sink("", "    headers: { api-key: s3cret }\n    identity: uuid5\n")) {
      sink.send(Signal.LOGS, Results.events(1));
      assertThat(receiver.requests().get(0).headers()).containsEntry("api-key", "s3cret");
      assertThat(receiver.logRecords().get(0).resource().get("service.instance.id").toString())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
  }

  @Test
  void saysThatThePathIsWrong() throws Exception {
    receiver.answerNext(OtlpAnswer.status(404));
    try (HttpSink sink = sink("", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(1)).get(0);
      assertThat(outcome.message()).contains("404").contains("check sinks.test.endpoint");
      assertThat(sink.health().status()).isEqualTo(Health.Status.DEGRADED);
    }
  }

  @Test
  void triesAgainAfterTheTimeTheDestinationAsksFor() throws Exception {
    receiver.answerNext(OtlpAnswer.status(429).withHeader("Retry-After", "1"));
    try (HttpSink sink = sink("", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(1)).get(0);

      assertThat(outcome.attempts()).isEqualTo(2);
      assertThat(outcome.possibleDuplicate()).isFalse();
      long waited =
          receiver.requests().get(1).arrivedNanos() - receiver.requests().get(0).arrivedNanos();
      assertThat(waited).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
    }
  }

  @Test
  void readsRetryAfterAsDate() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(2).atZone(ZoneOffset.UTC));
    receiver.answerNext(OtlpAnswer.status(503).withHeader("Retry-After", date));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(1)).get(0).attempts()).isEqualTo(2);
      long waited =
          receiver.requests().get(1).arrivedNanos() - receiver.requests().get(0).arrivedNanos();
      assertThat(waited).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(900));
    }
  }

  @Test
  void neverRepeatsWhatWasRejected() throws Exception {
    receiver.answerNext(OtlpAnswer.status(400));
    try (HttpSink sink = sink("", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(2)).get(0);
      assertThat(outcome.status()).isEqualTo(ExportStatus.REJECTED);
      assertThat(outcome.rejected()).isEqualTo(2);
      assertThat(outcome.httpStatus()).isEqualTo(400);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void countsPartialSuccessAndDoesNotRepeatIt() throws Exception {
    byte[] partial =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(2)
                    .setErrorMessage("too old"))
            .build()
            .toByteArray();
    receiver.answerNext(OtlpAnswer.accepted().withBody(partial));
    try (HttpSink sink = sink("", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(3)).get(0);
      assertThat(outcome.status()).isEqualTo(ExportStatus.PARTIAL);
      assertThat(outcome.rejected()).isEqualTo(2);
      assertThat(outcome.message()).isEqualTo("too old");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void splitsWhatTheDestinationFindsTooLarge() throws Exception {
    receiver.answerNext(OtlpAnswer.status(413));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(5)))
          .extracting(SinkOutcome::items)
          .containsExactly(2, 3);
      assertThat(receiver.logRecords()).hasSize(5);
    }
  }

  @Test
  void splitsASingleRecordOfMetricsByItsPoints() throws Exception {
    receiver.answerNext(OtlpAnswer.status(413));
    try (HttpSink sink = sink("", "")) {
      List<SinkOutcome> outcomes =
          sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("m", 7))));
      assertThat(outcomes)
          .extracting(SinkOutcome::status, SinkOutcome::items)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(ExportStatus.ACCEPTED, 1),
              org.assertj.core.groups.Tuple.tuple(ExportStatus.ACCEPTED, 1));
      assertThat(receiver.metricPoints()).hasSize(2);
    }
  }

  @Test
  void keepsEveryRequestBelowTheLimit() throws Exception {
    try (HttpSink sink = sink(", maxBatchBytes: 1kB", "")) {
      sink.send(Signal.LOGS, Results.events(800));
      assertThat(receiver.requests()).hasSizeGreaterThan(2);
      assertThat(receiver.requests()).allMatch(request -> request.wireBytes() <= 1_000);
      assertThat(receiver.logRecords()).hasSize(800);
      assertThat(receiver.logRecords().stream().map(l -> l.attributes().get("dbintel.record.id")))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void pausesWhileTheKeyIsRefusedAndGoesOnAfterwards() throws Exception {
    receiver.answerAll(request -> OtlpAnswer.status(403));
    try (HttpSink sink = sink("", "")) {
      CompletableFuture<List<SinkOutcome>> sending = sending(sink);
      await()
          .untilAsserted(
              () -> {
                assertThat(sink.health().status()).isEqualTo(Health.Status.DOWN);
                assertThat(sink.health().message()).contains("403").contains("headers");
              });
      assertThat(sending).isNotDone();
      receiver.answerAll(request -> OtlpAnswer.accepted());
      assertThat(sending.get(10, TimeUnit.SECONDS)).hasSize(1);
      assertThat(sink.health()).isEqualTo(Health.up());
      assertThat(receiver.logRecords()).hasSize(1);
    }
  }

  @Test
  void waitsForADestinationThatIsAway() throws Exception {
    int port = FreePort.find();
    try (HttpSink sink = sink("late", config("http://127.0.0.1:" + port, "", ""))) {
      CompletableFuture<List<SinkOutcome>> sending = sending(sink);
      await()
          .untilAsserted(
              () -> assertThat(sink.health().message()).contains("no connection to http://127"));
      try (OtlpReceiver late = OtlpReceiver.start(port)) {
        SinkOutcome outcome = sending.get(10, TimeUnit.SECONDS).get(0);
        assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
        assertThat(outcome.possibleDuplicate()).isFalse();
        assertThat(late.logRecords()).hasSize(1);
      }
    }
  }

  @Test
  void saysWhenAnAttemptMayHaveArrivedTwice() throws Exception {
    receiver.answerNext(OtlpAnswer.accepted().after(Duration.ofSeconds(3)));
    try (HttpSink sink = sink(", timeout: 300ms", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(1)).get(0);
      assertThat(outcome.possibleDuplicate()).isTrue();
      assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
    }
  }

  @Test
  void doesNotSendWhatIsTooOldOrTooNew() throws Exception {
    long hour = 3_600_000_000L;
    List<ResultItem> items =
        List.of(
            new ResultItem.Event(Results.event("old", Results.NOW - 48 * hour)),
            new ResultItem.Event(Results.event("good", Results.NOW - 46 * hour)),
            new ResultItem.Event(Results.event("new", Results.NOW + 24 * hour)));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, items))
          .extracting(SinkOutcome::status, SinkOutcome::items)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(ExportStatus.EXPIRED, 2),
              org.assertj.core.groups.Tuple.tuple(ExportStatus.ACCEPTED, 1));
      assertThat(receiver.logRecords()).hasSize(1);
    }
  }

  private CompletableFuture<List<SinkOutcome>> sending(HttpSink sink) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return sink.send(Signal.LOGS, Results.events(1));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  private HttpSink sink(String delivery, String settings) {
    return sink("test", config(receiver.endpoint(), delivery, settings));
  }

  private static HttpSink sink(String name, OtlpConfig config) {
    return new HttpSink(name, config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }

  private static OtlpConfig config(String endpoint, String delivery, String settings) {
    String yaml =
        "kafka: { bootstrapServers: 'localhost:1' }\n"
            + "sinks:\n"
            + "  test:\n"
            + "    type: otlp\n"
            + "    endpoint: "
            + endpoint
            + "\n"
            + "    delivery: { retry: { initialBackoff: 20ms, maxBackoff: 50ms, refusedBackoff:"
            + " 50ms }"
            + delivery
            + " }\n"
            + settings;
    return (OtlpConfig) ConfigLoader.parse(ExporterConfig.class, yaml).sinks().get("test");
  }
}
