package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.model.RawRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service through records and brokers that would stop it. */
class TroubleIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static LogWriter log;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start();
    log = new LogWriter(kafka.bootstrapServers());
    log.createTopics();
  }

  @AfterAll
  static void stop() {
    log.close();
    kafka.close();
  }

  @Test
  void fiveBytesAndALargeTextStopNothing() throws Exception {
    String instance = "acme/large";
    write(instance, new byte[] {0, (byte) 0x80, 0, 0, 1});
    log.write(instance, 1_000_000, RawRecords.text(1, "SELECT " + "x, ".repeat(630_000) + "y"));
    log.write(instance, 1_000_000, full(1, 100, row(1, 10)));
    log.write(instance, 1_010_000, partial(2, 110, row(1, 15)));
    log.flush();
    try (StreamProcessors service = started("large", "")) {
      await().atMost(LIMIT).untilAsserted(() -> assertThat(calls(instance)).isEqualTo(5));
      assertThat(letters(instance)).contains("unknown_schema");
      assertThat(service.state().isRunningOrRebalancing()).isTrue();
    }
  }

  @Test
  void idOfARegistryHoldsItsPartitionAloneUntilAnOperatorSkipsTheRecord() throws Exception {
    String stuck = "acme/stuck";
    RecordMetadata place = write(stuck, new byte[] {0, 0, 0, 0, 7, 1, 2});
    log.write(stuck, 1_000_000, full(1, 100, row(1, 10)));
    log.write(stuck, 1_010_000, partial(2, 110, row(1, 15)));
    String free = inAnotherPartition(place.partition());
    log.write(free, 1_000_000, full(1, 100, row(1, 10)));
    log.write(free, 1_010_000, partial(2, 110, row(1, 13)));
    log.flush();
    try (StreamProcessors service = started("stuck", "")) {
      await().atMost(LIMIT).untilAsserted(() -> assertThat(calls(free)).isEqualTo(3));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(ready())
                      .contains("503")
                      .contains("dbintel.raw-" + place.partition() + " offset " + place.offset())
                      .contains("schemaRegistry.url")
                      .contains("dbintel command skip"));
      assertThat(calls(stuck)).isZero();
      assertThat(letters(stuck)).isEmpty();

      StringWriter out = new StringWriter();
      int exit =
          ProcessorsCommand.commandLine()
              .setOut(new PrintWriter(out))
              .execute(
                  "command",
                  "skip",
                  "--partition",
                  Integer.toString(place.partition()),
                  "--offset",
                  Long.toString(place.offset()),
                  "--argument",
                  "why=test",
                  "--bootstrap-servers",
                  kafka.bootstrapServers());
      assertThat(exit).isZero();

      await().atMost(LIMIT).untilAsserted(() -> assertThat(calls(stuck)).isEqualTo(5));
      assertThat(letters(stuck)).containsExactly("skipped");
      await().atMost(LIMIT).untilAsserted(() -> assertThat(ready()).contains("200"));
    }
  }

  @Test
  void brokerThatWasAwayForLongerThanAClientWaitsEndsNothing() throws Exception {
    String instance = "acme/away";
    log.write(instance, 1_000_000, full(1, 100, row(1, 10)));
    log.flush();
    try (StreamProcessors service =
        started(
            "away",
            ", producer.delivery.timeout.ms: \"2500\", producer.request.timeout.ms: \"1000\","
                + " producer.max.block.ms: \"2000\", task.timeout.ms: \"1000\"")) {
      log.write(instance, 1_010_000, partial(2, 110, row(1, 15)));
      log.flush();
      await().atMost(LIMIT).untilAsserted(() -> assertThat(calls(instance)).isEqualTo(5));
      log.write(instance, 1_020_000, partial(3, 120, row(1, 18)));
      kafka.stop();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(ready()).startsWith("503").contains("Kafka"));
      await()
          .pollDelay(Duration.ofSeconds(8))
          .atMost(LIMIT)
          .until(() -> !service.state().hasCompletedShutdown());
      kafka.restart();
      log.write(instance, 1_030_000, partial(4, 130, row(1, 21)));
      log.flush();

      await().atMost(LIMIT).untilAsserted(() -> assertThat(calls(instance)).isEqualTo(11));
      await().atMost(LIMIT).untilAsserted(() -> assertThat(ready()).startsWith("200"));
    }
  }

  @Test
  void commandIsObeyedOnlyWhenItIsSigned() throws Exception {
    String instance = "signed/orders";
    String signing =
        "signing: {required: true, keys: [{tenant: signed, id: a, secret: "
            + "0123456789abcdef0123456789abcdef}]}";
    Path file =
        Files.writeString(
            directory.resolve("signed.yaml"),
            "kafka: {bootstrapServers: \"" + kafka.bootstrapServers() + "\"}\n" + signing);
    try (StreamProcessors service = started("signed", "", signing)) {
      command("full-poll", "--instance", instance, "--bootstrap-servers", kafka.bootstrapServers());
      await().atMost(LIMIT).until(() -> letters(instance).contains("unsigned"));
      assertThat(log.committed(TopicCatalogue.CONTROL.name())).isEmpty();
      command("full-poll", "--instance", instance, "--config", file.toString());
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(log.committed(TopicCatalogue.CONTROL.name())).hasSize(1));
    }
  }

  private static void command(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "command";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertThat(
            ProcessorsCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute(all))
        .isZero();
  }

  @Test
  void topicsThatLoseRecordsAreRefusedAtTheStart() throws Exception {
    set(TopicCatalogue.METRICS.name(), "cleanup.policy", "compact");
    set(TopicCatalogue.EVENTS.name(), "max.message.bytes", "1000000");
    try {
      assertThatThrownBy(() -> started("topics", "").close())
          .hasMessageContaining("dbintel.metrics: found cleanup.policy=compact; expected delete")
          .hasMessageContaining("dbintel.events: found max.message.bytes=1000000")
          .hasMessageContaining("kafka-configs.sh");
    } finally {
      set(TopicCatalogue.METRICS.name(), "cleanup.policy", "delete");
      set(TopicCatalogue.EVENTS.name(), "max.message.bytes", "2000000");
    }
  }

  @Test
  void changelogsOfAnEarlierReleaseAreEnlarged() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      String changelog = "early-texts-changelog";
      admin
          .createTopics(
              List.of(
                  new NewTopic(changelog, 4, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
      started("early", "").close();
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, changelog);
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("max.message.bytes")
                  .value())
          .isEqualTo("4000000");
    }
  }

  @Test
  void settingsThatDoNotBelongTogetherAreTheConfigurationsFault() {
    assertThatThrownBy(() -> started("tls", ", security.protocol: SASL_PLAINTEXT").close())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kafka.properties");
  }

  private static long calls(String instance) {
    List<ResultEvent> events = log.committedValues(TopicCatalogue.EVENTS.name());
    return events.stream()
            .filter(event -> event.getResource().getInstance().equals(instance))
            .map(event -> event.getAttributes().get("postgresql.calls"))
            .filter(Long.class::isInstance)
            .mapToLong(Long.class::cast)
            .sum()
        / Math.max(1, applications(instance));
  }

  /** Every application of this class reads the whole log. */
  private static long applications(String instance) {
    List<ResultEvent> events = log.committedValues(TopicCatalogue.EVENTS.name());
    return events.stream()
        .filter(event -> event.getResource().getInstance().equals(instance))
        .map(ResultEvent::getRecordId)
        .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(1);
  }

  private static List<String> letters(String instance) {
    List<DeadLetter> letters = log.committedValues(TopicCatalogue.DEAD_LETTERS.name());
    return letters.stream()
        .filter(letter -> letter.getPartition() == log.partitionOf(instance))
        .map(DeadLetter::getReason)
        .distinct()
        .toList();
  }

  private static String inAnotherPartition(int partition) {
    for (int i = 0; ; i++) {
      if (log.partitionOf("acme/free-" + i) != partition) {
        return "acme/free-" + i;
      }
    }
  }

  private static RecordMetadata write(String instance, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(TopicCatalogue.RAW.name(), null, 1_000_000L, instance, value))
          .get();
    }
  }

  private static void set(String topic, String setting, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private int port;

  private String ready() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private StreamProcessors started(String application, String properties) throws Exception {
    return started(application, properties, "");
  }

  private StreamProcessors started(String application, String properties, String more)
      throws Exception {
    port = FreePort.find();
    StreamProcessors service =
        new StreamProcessors(
            ConfigLoader.parse(
                ProcessorsConfig.class,
                """
                kafka:
                  bootstrapServers: "%s"
                  properties: {default.api.timeout.ms: "5000", request.timeout.ms: "4000"%s}
                streams:
                  applicationId: %s
                  stateDir: %s
                  threads: 1
                  standbyReplicas: 0
                  commitInterval: 20ms
                  linger: 0ms
                  schemaPatience: 1s
                  rocksDbCache: 32MiB
                  rocksDbWriteBuffers: 16MiB
                http: {bindAddress: 127.0.0.1, healthPort: %d, metricsPort: 0}
                %s
                """
                    .formatted(
                        kafka.bootstrapServers(),
                        properties,
                        application,
                        directory.resolve(application),
                        port,
                        more)));
    service.start();
    return service;
  }
}
