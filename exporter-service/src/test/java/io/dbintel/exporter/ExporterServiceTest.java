package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.ReceivedLog;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExporterServiceTest {

  private static final String KEY = "acme/orders";

  private static EmbeddedKafka kafka;
  private static Map<String, Object> client;
  private static ConsumerGroups groups;

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    groups = new ConsumerGroups(client);
    try (Admin admin = Admin.create(client)) {
      new TopicProvisioner(admin).createMissing(2, (short) 1);
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void deliversResultsSkipsOtherRecordsAndPublishesOutcomes() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = new ExporterService(config("first", receiver))) {
      produce(Results.event("a1", Results.NOW));
      produceRaw(new byte[] {1, 2, 3});
      produce(Results.event("a2", Results.NOW));
      produce(Results.metrics("m1", 7));
      exporter.start();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(ids(receiver)).contains("a1", "a2");
                assertThat(receiver.metricPoints()).hasSizeGreaterThanOrEqualTo(2);
              });
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(outcomes())
                      .anySatisfy(
                          outcome -> {
                            assertThat(outcome.getSink()).isEqualTo("first");
                            assertThat(outcome.getStatus()).isEqualTo(ExportStatus.ACCEPTED);
                          }));
    }
  }

  @Test
  void continuesAfterARestartWithWhatHadNoOutcome() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answerAll(request -> OtlpAnswer.status(503));
      try (ExporterService exporter = new ExporterService(config("second", receiver))) {
        produce(Results.event("b1", Results.NOW));
        exporter.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(receiver.requests()).hasSizeGreaterThan(1));
      }
      assertThat(ids(receiver)).isEmpty();
      receiver.answerAll(request -> OtlpAnswer.accepted());
      try (ExporterService exporter = new ExporterService(config("second", receiver))) {
        exporter.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(ids(receiver)).contains("b1"));
      }
      int delivered = receiver.logRecords().size();
      try (ExporterService exporter = new ExporterService(config("second", receiver))) {
        exporter.start();
        produce(Results.event("b2", Results.NOW));
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(ids(receiver)).contains("b2"));
      }
      assertThat(receiver.logRecords()).hasSize(delivered + 1);
    }
  }

  @Test
  void aPoisonRecordBecomesADeadLetterWithoutItsBytes() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter = new ExporterService(config("poison", receiver))) {
      ResultEvent noTenant = Results.event("p1", Results.NOW);
      noTenant.getResource().setInstance("no-slash");
      produce(noTenant);
      ResultMetrics noValue = Results.metrics("p2", 1);
      noValue.getMetrics().get(0).getPoints().get(0).setLongValue(null);
      produce(noValue);
      produce(Results.event("p3", Results.NOW));
      exporter.start();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ids(receiver)).contains("p3").doesNotContain("p1"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(ResultTopics.read(kafka, TopicCatalogue.DEAD_LETTERS))
                      .map(DeadLetter.class::cast)
                      .anyMatch(letter -> letter.getMessage().contains("no-slash"))
                      .anyMatch(letter -> letter.getMessage().contains("exactly one of"))
                      .allMatch(letter -> letter.getPayload() == null));
    }
  }

  @Test
  void twoExportersShareTheWorkAndOneTakesOverFromTheOther() throws Exception {
    try (OtlpReceiver firstReceiver = OtlpReceiver.start();
        OtlpReceiver secondReceiver = OtlpReceiver.start();
        ExporterService first = new ExporterService(config("shared", firstReceiver))) {
      first.start();
      try (ExporterService second = new ExporterService(config("shared", secondReceiver))) {
        second.start();
        groups.awaitMembers("shared", 2);
        produceToBothPartitions("s", 0, 20);
        awaitIds("s", 40, firstReceiver, secondReceiver);
        assertThat(ids(firstReceiver, "s")).hasSize(20);
        assertThat(ids(secondReceiver, "s")).hasSize(20);
        groups.awaitCommitted("shared");
      }
      produceToBothPartitions("s", 20, 40);
      awaitIds("s", 80, firstReceiver, secondReceiver);
      assertThat(ids(firstReceiver, "s")).hasSize(60);
      assertThat(Stream.of(firstReceiver, secondReceiver).flatMap(r -> ids(r, "s").stream()))
          .as("each result is delivered once")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void whatAFilterLeavesOutIsCountedAndCommittedButNotDelivered() throws Exception {
    int metricsPort = FreePort.find();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService exporter =
            new ExporterService(
                config(
                    "filtered",
                    receiver,
                    "filter: { events: [db.lock.*], tenants: [umbrella] }",
                    metricsPort))) {
      exporter.start();
      groups.awaitCommitted("filtered");
      double before = filtered(metricsPort);
      produce(Results.event("f1", "umbrella", "db.lock.wait"));
      produce(Results.event("f2", "umbrella", "db.server.top_query"));
      produce(Results.event("f3", "acme", "db.lock.wait"));
      produce(Results.metrics("f4", 7));
      awaitIds("f", 1, receiver);
      groups.awaitCommitted("filtered");

      assertThat(ids(receiver, "f")).containsExactly("f1");
      assertThat(receiver.metricPoints()).isEmpty();
      assertThat(filtered(metricsPort) - before).isEqualTo(1 + 1 + 2);
    }
  }

  /** Results are written to both partitions: a key alone would choose one of them. */
  private static void produceToBothPartitions(String prefix, int from, int to) throws Exception {
    for (int partition = 0; partition < 2; partition++) {
      String name = prefix + partition + "-";
      ResultTopics.writeTo(
          partition,
          kafka,
          IntStream.range(from, to)
              .mapToObj(i -> Results.event(name + i, Results.NOW))
              .toArray(ResultEvent[]::new));
    }
  }

  private static double filtered(int metricsPort) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("dbintel_exporter_filtered"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void awaitIds(String prefix, int count, OtlpReceiver... receivers) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Stream.of(receivers)
                            .flatMap(receiver -> ids(receiver, prefix).stream())
                            .distinct())
                    .hasSize(count));
  }

  private static List<String> ids(OtlpReceiver receiver, String prefix) {
    return ids(receiver).stream()
        .map(Object::toString)
        .filter(id -> id.matches(prefix + "\\d.*"))
        .toList();
  }

  private static List<Object> ids(OtlpReceiver receiver) {
    return receiver.logRecords().stream()
        .map(ReceivedLog::attributes)
        .map(attributes -> attributes.get("dbintel.record.id"))
        .toList();
  }

  private static ExporterConfig config(String sink, OtlpReceiver receiver) {
    return config(sink, receiver, "filter: {}", 0);
  }

  private static ExporterConfig config(
      String sink, OtlpReceiver receiver, String filter, int metricsPort) {
    return ConfigLoader.parse(
        ExporterConfig.class,
        """
        kafka: { bootstrapServers: '%s' }
        sinks:
          %s:
            type: otlp
            endpoint: %s
            delivery: { retry: { initialBackoff: 50ms, maxBackoff: 100ms } }
            %s
        http: { bindAddress: 127.0.0.1, healthPort: 0, metricsPort: %d }
        """
            .formatted(kafka.bootstrapServers(), sink, receiver.endpoint(), filter, metricsPort));
  }

  private static void produce(SpecificRecord record) throws Exception {
    ResultTopics.write(kafka, record);
  }

  private static void produceRaw(byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), KEY, value)).get();
    }
  }

  private static List<ExportOutcome> outcomes() {
    return ResultTopics.read(kafka, TopicCatalogue.EXPORT_OUTCOMES).stream()
        .map(ExportOutcome.class::cast)
        .toList();
  }
}
