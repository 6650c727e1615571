package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

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
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sink tells of what it could not deliver as it was, through the real encoder. */
class ToldOutcomesTest {
  private static final String SECRET = "0123456789abcdefNRAL";

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final List<SinkOutcome> delays = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void rateLimitIsToldAlthoughEverythingIsAcceptedInTheEnd() throws Exception {
    for (int i = 0; i < 3; i++) {
      receiver.answerNext(OtlpAnswer.status(429));
    }
    try (HttpSink sink = sink("", "")) {
      List<SinkOutcome> outcomes = sink.send(Signal.LOGS, Results.events(3), delays::add);
      assertThat(outcomes)
          .extracting(SinkOutcome::status, SinkOutcome::attempts, SinkOutcome::reason)
          .containsExactly(tuple(ExportStatus.ACCEPTED, 4, ""));
      assertThat(delays)
          .as("the first, then one a minute, and at the end what was not told")
          .extracting(
              SinkOutcome::status,
              SinkOutcome::httpStatus,
              SinkOutcome::attempts,
              SinkOutcome::items,
              SinkOutcome::rejected,
              SinkOutcome::reason)
          .containsExactly(
              tuple(ExportStatus.DELAYED, 429, 1, 3, 3, "rate_limit"),
              tuple(ExportStatus.DELAYED, 429, 2, 3, 3, "rate_limit"));
    }
  }

  @Test
  void reasonsOfDelaysAreToldApart() throws Exception {
    for (OtlpAnswer answer :
        List.of(
            OtlpAnswer.status(503).withHeader("Retry-After", "0"),
            OtlpAnswer.status(503),
            OtlpAnswer.status(401),
            OtlpAnswer.status(302))) {
      receiver.answerNext(answer);
      try (HttpSink sink = sink("", "")) {
        sink.send(Signal.LOGS, Results.events(1), delays::add);
      }
    }
    assertThat(delays)
        .extracting(SinkOutcome::reason)
        .containsExactly("rate_limit", "unavailable", "auth", "misdirected");
  }

  @Test
  void delayIsToldWhileItLasts() {
    receiver.answerAll(request -> OtlpAnswer.status(403));
    HttpSink sink = sink("", "");
    Thread sending =
        new Thread(
            () -> {
              try {
                sink.send(Signal.LOGS, Results.events(2), delays::add);
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
            });
    sending.start();
    await().untilAsserted(() -> assertThat(delays).isNotEmpty());
    assertThat(delays.get(0).reason()).isEqualTo("auth");
    assertThat(delays.get(0).message()).contains("headers").doesNotContain(SECRET);
    sink.close();
  }

  @Test
  void refusalSaysWhatTheDestinationSaidWithoutCredentials() throws Exception {
    byte[] text = ("attribute limit exceeded for key " + SECRET).getBytes(StandardCharsets.UTF_8);
    receiver.answerNext(OtlpAnswer.status(400).withBody(text));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(1)).get(0).message())
          .endsWith("answered HTTP 400: attribute limit exceeded for key ***");
    }
    byte[] partial =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(1)
                    .setErrorMessage("no room for the key " + SECRET))
            .build()
            .toByteArray();
    receiver.answerNext(OtlpAnswer.accepted().withBody(partial));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(2)).get(0).message())
          .isEqualTo("no room for the key ***");
    }
    // google.rpc.Status: code 3, message
    byte[] message = "too many attributes".getBytes(StandardCharsets.UTF_8);
    byte[] status = new byte[4 + message.length];
    System.arraycopy(new byte[] {8, 3, 18, (byte) message.length}, 0, status, 0, 4);
    System.arraycopy(message, 0, status, 4, message.length);
    receiver.answerNext(OtlpAnswer.status(400).withBody(status));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(1)).get(0).message())
          .endsWith(": too many attributes");
    }
    receiver.answerNext(OtlpAnswer.status(400).withBody(new byte[] {1, 2, (byte) 0xff, 0}));
    try (HttpSink sink = sink("", "")) {
      assertThat(sink.send(Signal.LOGS, Results.events(1)).get(0).message())
          .endsWith("answered HTTP 400");
    }
  }

  @Test
  void singleRecordThatIsTooLargeSaysSo() throws Exception {
    receiver.answerAll(request -> OtlpAnswer.status(413));
    try (HttpSink sink = sink("", "")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(1)).get(0);
      assertThat(outcome.status()).isEqualTo(ExportStatus.REJECTED);
      assertThat(outcome.reason()).isEqualTo("size");
    }
  }

  @Test
  void requestHasNoMoreItemsThanItMay() throws Exception {
    try (HttpSink sink = sink("    delivery: { maxBatchItems: 3 }\n")) {
      assertThat(sink.send(Signal.LOGS, Results.events(8)))
          .extracting(SinkOutcome::items)
          .containsExactly(2, 2, 2, 2);
      assertThat(sink.send(Signal.METRICS, List.of(points(7))))
          .extracting(SinkOutcome::items)
          .allMatch(items -> items <= 3);
      assertThat(receiver.metricPoints()).hasSize(7);
    }
  }

  @Test
  void longTextsArriveShortenedAndMarkedAndTheOutcomeCountsThem() throws Exception {
    ResultEvent event = Results.event("id", Results.NOW);
    Map<String, Object> attributes = new TreeMap<>(event.getAttributes());
    attributes.put("db.query.text", "SELECT " + "x".repeat(10_000));
    for (int i = 0; i < 200; i++) {
      attributes.put("x.attribute" + i, "v" + i);
    }
    event.setAttributes(attributes);
    try (HttpSink sink = sink("", "    limits: { preset: newrelic }\n")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, List.of(new ResultItem.Event(event))).get(0);
      assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(outcome.rejected()).isZero();
      assertThat(outcome.shortened())
          .containsEntry("attribute_value", 1)
          .containsEntry("attribute_count", attributes.size() + 1 - 126)
          .hasSize(2);
      Map<String, Object> sent = receiver.logRecords().get(0).attributes();
      assertThat(sent).hasSize(128).containsEntry("dbintel.record.id", "id");
      assertThat(sent.get("db.query.text").toString()).hasSize(4_095).startsWith("SELECT xxx");
      assertThat(sent.get("dbintel.truncated").toString()).contains("db.query.text");
    }
  }

  @Test
  void metricNameAndPointsArriveShortenedAndStayTwoSeries() throws Exception {
    ResultMetrics metrics = Results.metrics("m", 7);
    Metric first = metrics.getMetrics().get(0);
    String table = "t".repeat(5_000);
    first.setName("postgresql." + "n".repeat(400));
    first.setPoints(
        List.of(
            new MetricPoint(Map.of("db.x", table + 1), Results.NOW - 1, Results.NOW, 1L, null),
            new MetricPoint(Map.of("db.x", table + 2), Results.NOW - 1, Results.NOW, 2L, null)));
    try (HttpSink sink =
        sink("", "    limits: { preset: newrelic, attributeValueLength: 100 }\n")) {
      SinkOutcome outcome =
          sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(metrics))).get(0);
      assertThat(outcome.shortened())
          .containsEntry("attribute_value", 2)
          .containsEntry("metric_name", 1);
      assertThat(receiver.metricPoints()).hasSize(3);
      assertThat(receiver.metricPoints().get(0).metric()).hasSize(255);
      assertThat(receiver.metricPoints().get(0).attributes().get("db.x").toString())
          .hasSize(100)
          .isNotEqualTo(receiver.metricPoints().get(1).attributes().get("db.x"));
    }
  }

  @Test
  void limitsAreThoseOfThePresetUnlessSaidOtherwise() {
    assertThat(config("", "").recordLimits().attributeValueLength()).isEqualTo(65_536);
    OtlpConfig newRelic =
        (OtlpConfig)
            ConfigLoader.parse(
                    ExporterConfig.class,
                    "kafka: { bootstrapServers: 'localhost:1' }\n"
                        + "sinks: { test: { type: otlp, preset: newrelic_eu, limits: { arrayLength:"
                        + " 10 } } }\n")
                .sinks()
                .get("test");
    assertThat(newRelic.recordLimits().attributeValueLength()).isEqualTo(4_095);
    assertThat(newRelic.recordLimits().attributeCount()).isEqualTo(128);
    assertThat(newRelic.recordLimits().arrayLength()).isEqualTo(10);
  }

  private static ResultItem points(int count) {
    ResultMetrics metrics = Results.metrics("m", 7);
    MetricPoint[] points = new MetricPoint[count];
    for (int i = 0; i < count; i++) {
      points[i] = new MetricPoint(Map.of("db.i", "i" + i), Results.NOW - 1, Results.NOW, 1L, null);
    }
    metrics.getMetrics().get(0).setPoints(List.of(points));
    metrics.setMetrics(List.of(metrics.getMetrics().get(0)));
    return new ResultItem.Metrics(metrics);
  }

  private HttpSink sink(String settings) {
    OtlpConfig config = parse("    endpoint: " + receiver.endpoint() + "\n" + settings);
    return new HttpSink("test", config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }

  private HttpSink sink(String delivery, String settings) {
    OtlpConfig config = config(delivery, settings);
    return new HttpSink("test", config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }

  private OtlpConfig config(String delivery, String settings) {
    return parse(
        "    endpoint: "
            + receiver.endpoint()
            + "\n    headers: { authorization: 'Bearer "
            + SECRET
            + "' }\n"
            + "    delivery: { retry: { initialBackoff: 20ms, maxBackoff: 50ms, refusedBackoff:"
            + " 50ms }"
            + delivery
            + " }\n"
            + settings);
  }

  private static OtlpConfig parse(String settings) {
    return (OtlpConfig)
        ConfigLoader.parse(
                ExporterConfig.class,
                "kafka: { bootstrapServers: 'localhost:1' }\nsinks:\n  test:\n    type: otlp\n"
                    + settings)
            .sinks()
            .get("test");
  }
}
