package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpReceiverTest {

  @TempDir static Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void speaksTlsAndAsksForACertificate() throws Exception {
    SelfSigned server = SelfSigned.create(directory, "server");
    SelfSigned client = SelfSigned.create(directory, "client");
    assertThat(Files.readString(server.certificateFile())).startsWith("-----BEGIN CERTIFICATE");
    assertThat(Files.readString(server.keyFile())).startsWith("-----BEGIN PRIVATE KEY");
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, "TLSv1.3")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(receiver.endpoint() + "/v1/logs"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[0]))
              .build();
      HttpClient known = HttpClient.newBuilder().sslContext(client.context(server)).build();
      assertThat(known.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThatThrownBy(() -> this.client.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void decodesCompressedLogRecords() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      int status = post(receiver, "/v1/logs", logs("db.server.top_query", "a").toByteArray());

      assertThat(status).isEqualTo(200);
      assertThat(receiver.logRecords())
          .singleElement()
          .satisfies(
              log -> {
                assertThat(log.eventName()).isEqualTo("db.server.top_query");
                assertThat(log.timeUnixNano()).isEqualTo(42);
                assertThat(log.attributes())
                    .isEqualTo(Map.of("s", "a", "i", 7L, "d", 1.5, "b", true, "l", List.of("x")));
              });
    }
  }

  @Test
  void decodesGaugesAndSums() throws Exception {
    NumberDataPoint point =
        NumberDataPoint.newBuilder().setAsInt(3).setStartTimeUnixNano(1).setTimeUnixNano(2).build();
    Metric delta =
        Metric.newBuilder()
            .setName("postgresql.commits")
            .setSum(
                Sum.newBuilder()
                    .setIsMonotonic(true)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                    .addDataPoints(point))
            .build();
    Metric gauge =
        Metric.newBuilder()
            .setName("postgresql.backends")
            .setGauge(Gauge.newBuilder().addDataPoints(point.toBuilder().setAsDouble(0.5)))
            .build();
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(delta).addMetrics(gauge)))
            .build();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      post(receiver, "/v1/metrics", request.toByteArray());

      assertThat(receiver.metricPoints())
          .extracting(ReceivedPoint::metric, ReceivedPoint::kind, ReceivedPoint::value)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("postgresql.commits", "delta", 3L),
              org.assertj.core.groups.Tuple.tuple("postgresql.backends", "gauge", 0.5));
    }
  }

  @Test
  void answersAsItIsTold() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answerNext(OtlpAnswer.status(429).withHeader("Retry-After", "1"));
      receiver.answerAll(
          request -> OtlpAnswer.accepted().withBody(new byte[] {1}).after(Duration.ofMillis(1)));
      byte[] body = logs("e", "a").toByteArray();

      assertThat(post(receiver, "/v1/logs", body)).isEqualTo(429);
      assertThat(receiver.logRecords()).isEmpty();
      assertThat(post(receiver, "/v1/logs", body)).isEqualTo(200);
      assertThat(receiver.logRecords()).hasSize(1);
      assertThat(receiver.requests()).hasSize(2);
      assertThat(receiver.requests().get(0).headers()).containsEntry("content-encoding", "gzip");
    }
  }

  @Test
  void countsWithoutKeeping() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.startCounting()) {
      post(receiver, "/v1/logs", logs("e", "a").toByteArray());

      assertThat(receiver.logRecordCount()).isEqualTo(1);
      assertThat(receiver.metricPointCount()).isZero();
      assertThat(receiver.logRecords()).isEmpty();
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private int post(OtlpReceiver receiver, String path, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(receiver.endpoint() + path))
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(body)))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private static ExportLogsServiceRequest logs(String event, String text) {
    LogRecord log =
        LogRecord.newBuilder()
            .setEventName(event)
            .setTimeUnixNano(42)
            .addAttributes(attribute("s", AnyValue.newBuilder().setStringValue(text)))
            .addAttributes(attribute("i", AnyValue.newBuilder().setIntValue(7)))
            .addAttributes(attribute("d", AnyValue.newBuilder().setDoubleValue(1.5)))
            .addAttributes(attribute("b", AnyValue.newBuilder().setBoolValue(true)))
            .addAttributes(
                attribute(
                    "l",
                    AnyValue.newBuilder()
                        .setArrayValue(
                            ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setStringValue("x")))))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder().addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log)))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
