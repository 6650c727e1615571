package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      new TopicProvisioner(admin).createMissing(2, (short) 1);
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void deliversWhatIsThereSkipsWhatIsNoResultAndTellsTheOutcome() throws Exception {
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
  void goesOnWithWhatHadNoOutcomeWhenItStopped() throws Exception {
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
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ExporterService first = new ExporterService(config("shared", receiver))) {
      first.start();
      try (ExporterService second = new ExporterService(config("shared", receiver))) {
        second.start();
        for (int i = 0; i < 20; i++) {
          produce(Results.event("s" + i, Results.NOW));
        }
      }
      for (int i = 20; i < 40; i++) {
        produce(Results.event("s" + i, Results.NOW));
      }
      List<String> all = IntStream.range(0, 40).mapToObj(i -> "s" + i).toList();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ids(receiver)).containsAll(all));
    }
  }

  private static List<Object> ids(OtlpReceiver receiver) {
    return receiver.logRecords().stream()
        .map(ReceivedLog::attributes)
        .map(attributes -> attributes.get("dbintel.record.id"))
        .toList();
  }

  private static ExporterConfig config(String sink, OtlpReceiver receiver) {
    return ConfigLoader.parse(
        ExporterConfig.class,
        """
        kafka: { bootstrapServers: '%s' }
        sinks:
          %s:
            type: otlp
            endpoint: %s
            delivery: { retry: { initialBackoff: 50ms, maxBackoff: 100ms } }
        http: { bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0 }
        """
            .formatted(kafka.bootstrapServers(), sink, receiver.endpoint()));
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
