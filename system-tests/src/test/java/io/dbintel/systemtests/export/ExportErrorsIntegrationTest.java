package io.dbintel.systemtests.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.exporter.ExporterService;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamProcessors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way round: processors write results, the exporter sends them to a receiver that refuses them,
 * the processors tell why and have an instance send less.
 */
class ExportErrorsIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final String INSTANCE = "acme/orders";

  @TempDir Path directory;
  private final OtlpReceiver receiver = OtlpReceiver.start();
  private EmbeddedKafka kafka;
  private KafkaProducer<String, SpecificRecord> producer;
  private long seq;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start();
    producer =
        new KafkaProducer<>(
            client(), new StringSerializer(), new AvroSerializer<>(new BundledSchemaRegistry()));
    try (Admin admin = Admin.create(client())) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
    }
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.close();
    receiver.close();
  }

  @Test
  void whatTheReceiverRefusesIsToldWithAReasonAndLessIsSent() throws Exception {
    try (StreamProcessors processors = new StreamProcessors(processors());
        ExporterService exporter = new ExporterService(exporter())) {
      processors.start();
      exporter.start();
      ticks(1);
      await().atMost(LIMIT).untilAsserted(() -> assertThat(samples()).isNotEmpty());
      assertThat(samples()).allMatch(weight -> weight == 1);

      receiver.answerAll(request -> OtlpAnswer.status(413));
      awaitCategory("size");
      receiver.answerAll(
          request ->
              OtlpAnswer.status(400)
                  .withBody("attribute limit exceeded".getBytes(StandardCharsets.UTF_8)));
      awaitCategory("attribute_limits");
      receiver.answerAll(
          request -> OtlpAnswer.accepted().withBody(partial(1, "unique timeseries limit")));
      awaitCategory("cardinality");
      AtomicInteger requests = new AtomicInteger();
      receiver.answerAll(
          request ->
              requests.incrementAndGet() % 3 == 0 ? OtlpAnswer.accepted() : OtlpAnswer.status(429));
      awaitCategory("rate_limit");
      receiver.answerAll(request -> OtlpAnswer.accepted());

      List<Command> orders = orders();
      assertThat(orders).extracting(order -> order.getArguments().get("cardinality")).contains("1");
      assertThat(orders).extracting(order -> order.getArguments().get("rate")).contains("1");
      Map<String, Integer> copies = new TreeMap<>();
      orders.forEach(order -> copies.merge(order.getCommandId(), 1, Integer::sum));
      assertThat(copies.values()).containsOnly(PARTITIONS);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                ticks(10);
                assertThat(samples()).as("one tick in ten stands for ten").contains(10.0);
              });
      List<ExportOutcome> outcomes = read(TopicCatalogue.EXPORT_OUTCOMES, ExportOutcome.class);
      assertThat(outcomes)
          .extracting(ExportOutcome::getStatus)
          .contains(
              ExportStatus.ACCEPTED,
              ExportStatus.PARTIAL,
              ExportStatus.REJECTED,
              ExportStatus.DELAYED);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(receiver.logRecords())
                      .as("the alert reaches the backend too")
                      .anyMatch(log -> log.eventName().equals("dbintel.export.errors")));
    }
  }

  /** Sends sessions until the errors are told. */
  private void awaitCategory(String category) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              ticks(3);
              assertThat(
                      read(TopicCatalogue.EVENTS, ResultEvent.class).stream()
                          .filter(event -> event.getEventName().equals("dbintel.export.errors"))
                          .map(event -> event.getAttributes().get("dbintel.export.error.category")))
                  .contains(category);
            });
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      seq++;
      long micros = System.currentTimeMillis() * 1_000;
      Session session =
          Session.newBuilder()
              .setSessionId("1")
              .setSessionStart(1L)
              .setDatabase("shop")
              .setUser("app")
              .setApplicationName("checkout")
              .setClientAddress("10.0.0.7")
              .setClientPort(50_000)
              .setSessionType("client backend")
              .setState("active")
              .setActive(true)
              .setQueryText("SELECT 1")
              .setQueryStart(micros)
              .build();
      SessionTick tick =
          SessionTick.newBuilder()
              .setSystem("postgresql")
              .setIncarnation("agent")
              .setServerAddress("db.example")
              .setServerPort(5432)
              .setSeq(seq)
              .setPart(0)
              .setParts(1)
              .setIntervalMs(1_000)
              .setReadTime(micros)
              .setSessionsTotal(1)
              .setOmitted(0)
              .setLanguage("postgresql")
              .setNormalizerVersion(1)
              .setSessions(List.of(session))
              .build();
      producer.send(new ProducerRecord<>(TopicCatalogue.RAW.name(), INSTANCE, tick));
    }
    producer.flush();
  }

  /** Weights of the session samples so far. */
  private List<Double> samples() {
    return read(TopicCatalogue.EVENTS, ResultEvent.class).stream()
        .filter(event -> event.getEventName().equals("db.server.query_sample"))
        .map(event -> (Double) event.getAttributes().get("dbintel.sample.weight"))
        .toList();
  }

  private List<Command> orders() {
    return read(TopicCatalogue.RAW, Command.class).stream()
        .filter(command -> command.getKind() == CommandKind.EXPORT_FEEDBACK)
        .toList();
  }

  /** ExportLogsPartialSuccess and ExportMetricsPartialSuccess have the same fields. */
  private static byte[] partial(int rejected, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[6 + text.length];
    byte[] head = {10, (byte) (4 + text.length), 8, (byte) rejected, 18, (byte) text.length};
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(text, 0, body, head.length, text.length);
    return body;
  }

  private <T> List<T> read(TopicDefinition topic, Class<T> type) {
    AvroDeserializer<SpecificRecord> deserializer =
        new AvroDeserializer<>(new BundledSchemaRegistry());
    Map<String, Object> settings = new TreeMap<>(client());
    settings.put("isolation.level", "read_committed");
    List<T> values = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic.name()).size())
              .mapToObj(partition -> new TopicPartition(topic.name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  SpecificRecord value = deserializer.deserialize(topic.name(), record.value());
                  if (type.isInstance(value)) {
                    values.add(type.cast(value));
                  }
                });
      }
    }
    return values;
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private ExporterConfig exporter() {
    return ConfigLoader.parse(
        ExporterConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        sinks:
          nr:
            type: otlp
            endpoint: %s
            delivery: {retry: {initialBackoff: 20ms, maxBackoff: 50ms, refusedBackoff: 50ms}}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(kafka.bootstrapServers(), receiver.endpoint()));
  }

  private ProcessorsConfig processors() {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        streams:
          applicationId: export-errors
          stateDir: %s
          threads: 1
          standbyReplicas: 0
          commitInterval: 20ms
          linger: 0ms
          rocksDbCache: 32MiB
          rocksDbWriteBuffers: 16MiB
        operators:
          sessions: {sampleInterval: 0s}
          exportErrors: {minErrors: 1, beginShare: 0.001, endShare: 0}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(kafka.bootstrapServers(), directory.resolve("state")));
  }
}
