package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.ReceivedPoint;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.topic.TopicCatalogue;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real service with servers, series and outages that are days and months old. */
class OldResultsTest {

  private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;

  private static EmbeddedKafka kafka;

  @TempDir private Path archive;

  private final int metricsPort = FreePort.find();

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
    ResultTopics.create(kafka);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void aServerThatIsUpFor400DaysIsDelivered() throws Exception {
    long now = Results.NOW;
    ResultTopics.write(
        kafka,
        metrics("uptime.sum", new MetricPoint(Map.of(), now - 400 * DAY, now, 7L, null)),
        metrics("outage.sum", new MetricPoint(Map.of(), now - 3 * DAY, now - DAY, 8L, null)));
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = exporter("uptime", receiver)) {
      exporter.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(receiver.metricPoints())
                      .extracting(ReceivedPoint::metric)
                      .contains("uptime.sum", "outage.sum"));
    }
  }

  @Test
  void whatIsThreeDaysOldGoesToTheArchiveAloneAndIsCounted() throws Exception {
    long now = Results.NOW;
    ResultTopics.write(
        kafka,
        metrics(
            "mixed.sum",
            new MetricPoint(Map.of("age", "new"), now - 4 * DAY, now, 1L, null),
            new MetricPoint(Map.of("age", "old"), now - 4 * DAY, now - 3 * DAY, 2L, null)),
        Results.event("event-old", now - 3 * DAY),
        Results.event("event-new", now));
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = exporter("aged", receiver)) {
      exporter.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(archived())
                    .anyMatch(line -> line.contains("mixed.sum") && line.contains("\"old\""))
                    .anyMatch(line -> line.contains("event-old"))
                    .anyMatch(line -> line.contains("event-new"));
                assertThat(ids(receiver)).contains("event-new");
                assertThat(ages(receiver)).containsExactly("new");
              });
      assertThat(ids(receiver)).doesNotContain("event-old");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(expired("aged")).isEqualTo(2));
      assertThat(metric("dbintel_exporter_items", "sink=\"aged\"", "status=\"expired\""))
          .isEqualTo(2);
    }
  }

  @Test
  void whatRetentionRemovedDuringAnOutageIsCountedAndTheRestDelivered() throws Exception {
    TopicPartition partition = new TopicPartition(TopicCatalogue.EVENTS.name(), 1);
    ResultTopics.writeTo(1, kafka, Results.event("before", Results.NOW));
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = exporter("away", receiver)) {
      exporter.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ids(receiver)).contains("before"));
      new ConsumerGroups(client()).awaitCommitted("away");
    }
    for (int i = 0; i < 5; i++) {
      ResultTopics.writeTo(1, kafka, Results.event("removed" + i, Results.NOW));
    }
    ResultTopics.writeTo(1, kafka, Results.event("kept", Results.NOW));
    trimAllButTheLast(partition);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = exporter("away", receiver)) {
      exporter.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ids(receiver)).containsExactly("kept"));
      assertThat(metric("dbintel_exporter_lost", "sink=\"away\"")).isEqualTo(5);
    }
  }

  private static void trimAllButTheLast(TopicPartition partition) throws Exception {
    try (Admin admin = Admin.create(client())) {
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end - 1))).all().get();
    }
  }

  private static ResultMetrics metrics(String name, MetricPoint... points) {
    ResultMetrics metrics = Results.metrics(name, 1);
    metrics.setMetrics(
        List.of(new Metric(name, "1", "A sum.", MetricType.SUM, false, true, List.of(points))));
    return metrics;
  }

  private List<String> archived() throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      return files.flatMap(OldResultsTest::lines).toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Object> ids(OtlpReceiver receiver) {
    return receiver.logRecords().stream()
        .map(log -> log.attributes().get("dbintel.record.id"))
        .toList();
  }

  private static List<Object> ages(OtlpReceiver receiver) {
    return receiver.metricPoints().stream()
        .filter(point -> point.metric().equals("mixed.sum"))
        .map(point -> point.attributes().get("age"))
        .toList();
  }

  private static int expired(String sink) {
    return ResultTopics.read(kafka, TopicCatalogue.EXPORT_OUTCOMES).stream()
        .map(ExportOutcome.class::cast)
        .filter(outcome -> outcome.getSink().equals(sink))
        .filter(outcome -> outcome.getStatus() == ExportStatus.EXPIRED)
        .mapToInt(ExportOutcome::getItems)
        .sum();
  }

  private double metric(String name, String... labels) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private ExporterService exporter(String sink, OtlpReceiver receiver) {
    return new ExporterService(
        ConfigLoader.parse(
            ExporterConfig.class,
            """
            kafka: { bootstrapServers: '%s' }
            sinks:
              %s: { type: otlp, endpoint: '%s' }
              archive-%s: { type: file, directory: '%s' }
            http: { healthPort: 0, metricsPort: %d }
            """
                .formatted(
                    kafka.bootstrapServers(),
                    sink,
                    receiver.endpoint(),
                    sink,
                    archive,
                    metricsPort)));
  }
}
