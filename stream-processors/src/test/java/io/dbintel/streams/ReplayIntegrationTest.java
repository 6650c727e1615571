package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.streams.model.LogOfAllKinds;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import io.dbintel.streams.replay.OrderedBy;
import io.dbintel.streams.replay.Replay;
import io.dbintel.streams.replay.ReplayRequest;
import io.dbintel.streams.replay.ReplayScope;
import io.dbintel.streams.replay.ReplaySummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays of a recorded log with records of every kind, on a real broker, while live processing
 * goes on.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReplayIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String FROM = "1970-01-01T00:00:00Z";
  private static final String TO = "1971-01-01T00:00:00Z";
  private static final String OPERATORS = "operators: {selection: {top: 2, hardCap: 3}}";
  private static final List<TopicDefinition> RESULTS =
      List.of(TopicCatalogue.EVENTS, TopicCatalogue.METRICS, TopicCatalogue.DEAD_LETTERS);
  private static final List<TopicDefinition> NOT_WRITTEN =
      List.of(
          TopicCatalogue.RAW,
          TopicCatalogue.CONTROL,
          TopicCatalogue.TENANT_USAGE,
          TopicCatalogue.AUDIT);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static LogWriter log;
  private static StreamProcessors live;
  private static Path config;

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void liveProcessingOfTheLog() throws Exception {
    kafka = EmbeddedKafka.start();
    log = new LogWriter(kafka.bootstrapServers());
    log.createTopics();
    LogOfAllKinds.random(42, 250).forEach(log::write);
    log.flush();
    config = Files.writeString(directory.resolve("processors.yaml"), yaml(2));
    live = new StreamProcessors(ConfigLoader.load(ProcessorsConfig.class, List.of(config)));
    live.start();
    awaitWorkedOff();
  }

  @AfterAll
  static void stop() {
    live.close();
    log.close();
    kafka.close();
  }

  @Test
  void logHasEveryKindOfRecord() {
    Set<String> kinds =
        LogOfAllKinds.random(42, 250).stream()
            .map(RawEntry::value)
            .filter(value -> value[0] == 0)
            .map(
                value -> new AvroDeserializer<>(new BundledSchemaRegistry()).deserialize("", value))
            .map(record -> record.getSchema().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kinds)
        .isEqualTo(
            TopicCatalogue.RAW.values().stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** All but what no instance's records alone give; a replay gives neither. */
  @Test
  void resultsAreOfEveryKind() {
    Set<String> declared = new TreeSet<>();
    SystemCatalogue.of(SystemCatalogue.PRODUCT)
        .events()
        .forEach(event -> declared.add(event.name()));
    declared.removeIf(name -> name.matches("dbintel\\.(tenant|budget|export|replay)\\..*"));
    Set<String> told = new TreeSet<>();
    for (ConsumerRecord<String, byte[]> record :
        log.committedRecords(TopicCatalogue.EVENTS.name())) {
      told.add(((ResultEvent) decoded(record)).getEventName());
    }
    assertThat(told).containsAll(declared);
    assertThat(liveResults().values()).isNotEmpty();
  }

  @Test
  void sameConfigurationGivesTheSameAndTouchesNothingElse() throws Exception {
    Map<String, Integer> before = sizes();
    StringWriter out = new StringWriter();
    int exit = command(out, "--into", "same");

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("100 %")
        .contains("dbintel.ledger", "db.server.top_query", "db.server.query_sample", "metrics")
        .contains("+0 now")
        .containsPattern("\n0 of [1-9][0-9]+ results differ");
    assertThat(withoutCold(results("same"))).isEqualTo(liveResults());

    assertThat(sizes()).isEqualTo(before);
    assertThat(live.state()).isEqualTo(KafkaStreams.State.RUNNING);
    log.write("acme/orders", Instant.parse(TO).toEpochMilli(), RawRecords.outcome(PollStatus.OK));
    log.flush();
    awaitWorkedOff();

    StringWriter again = new StringWriter();
    assertThat(command(again, "--into", "same")).isZero();
    assertThat(again.toString()).contains("is finished already", "-plan");
    try (Admin admin = admin()) {
      Set<String> topics = admin.listTopics().names().get();
      assertThat(topics).contains("same.events", "same.metrics", "same.dead-letters");
      assertThat(topics).noneMatch(name -> name.contains("-replay-"));
      assertThat(admin.listConsumerGroups().all().get())
          .extracting(Object::toString)
          .filteredOn(group -> group.contains("-replay-") && !group.contains("-plan"))
          .isEmpty();
    }
    try (Stream<Path> state = Files.list(directory.resolve("state"))) {
      assertThat(state.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.contains("-replay-"))
          .isEmpty();
    }
  }

  @Test
  void dryRunSaysWhatWouldBeReadAndWritesNothing() throws Exception {
    try (Admin admin = admin()) {
      Set<String> topics = admin.listTopics().names().get();
      StringWriter out = new StringWriter();
      assertThat(command(out, "--into", "dry", "--dry-run", "--rate", "10")).isZero();
      assertThat(out.toString())
          .contains("dbintel.raw-0: offsets 0 to ", "would write dry.events")
          .containsPattern("[1-9][0-9]+ s or more at this rate");
      assertThat(admin.listTopics().names().get()).isEqualTo(topics);
      assertThat(admin.listConsumerGroups().all().get())
          .noneMatch(group -> group.groupId().endsWith("-plan") && group.groupId().contains("dry"));
    }
  }

  @Test
  void changedOperatorsAreToldWithWhatChanges() throws Exception {
    Path changed =
        Files.writeString(
            directory.resolve("new.yaml"), "operators: {selection: {top: 1, hardCap: 1}}");
    StringWriter out = new StringWriter();
    int exit = command(out, "--into", "changed", "--operator-config", changed.toString());

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("\n[1-9][0-9]* of [0-9]+ results differ")
        .containsPattern("statements: [1-9][0-9]* calls then, \\+0 now; [0-9]+ ns then, \\+0 now")
        .containsPattern(
            "  acme/shop: [1-9][0-9]* changed, [1-9][0-9]* only then, 0 only now; \\+0 calls");
  }

  @Test
  void otherThreadsAndAnInterruptionGiveTheSameSet() throws Exception {
    assertThat(replay(request("", "one", 5_000), 1).run()).isEqualTo(Replay.Outcome.FINISHED);

    Replay slow = replay(request("", "three", 100), 3);
    CompletableFuture<Replay.Outcome> interrupted = running(slow);
    await().atMost(LIMIT).until(() -> hasResults("three"));
    slow.stop();
    assertThat(interrupted.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(Replay.Outcome.INTERRUPTED);
    assertThat(lines).contains("interrupted; run again with the same arguments to go on");
    assertThat(results("three").size()).isLessThan(results("one").size());
    Replay resumed = replay(request("", "three", 5_000), 3);
    assertThat(resumed.id()).isEqualTo(slow.id());
    assertThat(resumed.run()).isEqualTo(Replay.Outcome.FINISHED);

    assertThat(results("three")).isEqualTo(results("one"));
    assertThat(resumed.summary().differing()).isZero();
  }

  @Test
  void resultsAmongLiveOnesAreMarked() throws Exception {
    Replay replay = replay(request("acme/shop", ReplayRequest.LIVE, 5_000), 2);
    Map<String, Integer> before = sizes();
    assertThat(replay.run()).isEqualTo(Replay.Outcome.FINISHED);

    assertThat(replay.summary().differing()).isZero();
    assertThat(replay.summary().replayed()).isPositive();
    before.merge(TopicCatalogue.AUDIT.name(), 1, Integer::sum);
    assertThat(sizes()).isEqualTo(before);
    assertAudited(replay);
    long marked = 0;
    for (TopicDefinition topic : RESULTS) {
      for (ConsumerRecord<String, byte[]> record : log.committedRecords(topic.name())) {
        Header header = record.headers().lastHeader(ReplayScope.HEADER);
        if (header == null) {
          assertThat(replayId(record)).isNull();
        } else if (replay.id().equals(new String(header.value(), StandardCharsets.UTF_8))) {
          marked++;
          assertThat(record.key()).isEqualTo("acme/shop");
          assertThat(replayId(record))
              .isEqualTo(topic.equals(TopicCatalogue.DEAD_LETTERS) ? null : replay.id());
        }
      }
    }
    assertThat(marked).isGreaterThanOrEqualTo(replay.summary().replayed());
  }

  private static void assertAudited(Replay replay) {
    ConsumerRecord<String, byte[]> last =
        log.committedRecords(TopicCatalogue.AUDIT.name()).stream()
            .reduce((earlier, later) -> later)
            .orElseThrow();
    AuditEntry entry =
        new AvroDeserializer<AuditEntry>(new BundledSchemaRegistry())
            .deserialize(TopicCatalogue.AUDIT.name(), last.value());
    assertThat(last.key()).isEqualTo("acme/shop");
    assertThat(entry.getSubject()).isEqualTo("acme/shop");
    assertThat(entry.getActor()).isEqualTo("ann");
    assertThat(entry.getAction()).isEqualTo("replay");
    assertThat(entry.getDetails())
        .containsEntry("replay_id", replay.id())
        .containsEntry("from", FROM)
        .containsEntry("to", TO)
        .containsEntry("reason", "a corrected fault")
        .containsEntry("goes_on", "false");
  }

  @Test
  void windowThatEndsInTheMiddleHoldsWhatWasGivenUntilThen() throws Exception {
    long middle = LogOfAllKinds.random(42, 250).get(150).timestamp();
    ReplayRequest request =
        new ReplayRequest(
            Instant.parse(FROM),
            Instant.ofEpochMilli(middle),
            Duration.ofHours(2),
            "",
            "begin",
            5_000);
    Replay replay = replay(request, 1);
    assertThat(replay.run()).isEqualTo(Replay.Outcome.FINISHED);

    assertThat(replay.summary().differing()).isZero();
    assertThat(replay.summary().replayed()).isPositive();
    assertThat(log.committedRecords("begin.events"))
        .isNotEmpty()
        .allMatch(record -> record.timestamp() < middle);
  }

  @Test
  void topicsWithOtherRecordsAndWindowsThatAreNotOverAreRefused() throws Exception {
    StringWriter future = new StringWriter();
    assertThat(command(future, "--into", "future", "--to", "2999-01-01T00:00:00Z")).isEqualTo(1);
    assertThat(future.toString()).contains("--to not later than now");

    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic("narrow.events", 1, (short) 1))).all().get();
    }
    StringWriter narrow = new StringWriter();
    assertThat(command(narrow, "--into", "narrow")).isEqualTo(1);
    assertThat(narrow.toString())
        .contains("topic narrow.events has 1 partitions, expected 4 as dbintel.events has");
  }

  @Test
  void replayFromTheMiddleNamesWhatWasCold() throws Exception {
    long middle = LogOfAllKinds.random(42, 250).get(150).timestamp();
    ReplayRequest request =
        new ReplayRequest(
            Instant.ofEpochMilli(middle), Instant.parse(TO), Duration.ZERO, "", "middle", 5_000);
    Replay replay = replay(request, 2);
    assertThat(replay.run()).isEqualTo(Replay.Outcome.FINISHED);

    ReplaySummary summary = replay.summary();
    assertThat(summary.cold()).isPositive();
    assertThat(summary.lines())
        .anyMatch(line -> line.startsWith("cold state") && line.contains("acme/orders ("));
    assertThat(log.committedRecords("middle.events"))
        .isNotEmpty()
        .allMatch(record -> record.timestamp() >= middle);
  }

  private static ReplayRequest request(String instance, String into, int rate) {
    return new ReplayRequest(
        Instant.parse(FROM), Instant.parse(TO), Duration.ZERO, instance, into, rate);
  }

  private Replay replay(ReplayRequest request, int threads) {
    return new Replay(
        ConfigLoader.parse(ProcessorsConfig.class, yaml(threads)),
        request,
        "test",
        Clock.systemUTC(),
        new OrderedBy("ann", "a corrected fault"),
        lines::add);
  }

  private static CompletableFuture<Replay.Outcome> running(Replay replay) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return replay.run();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static int command(StringWriter out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                "--config",
                config.toString(),
                "--from",
                FROM,
                "--to",
                TO,
                "--warm-up",
                "0s",
                "--rate",
                "5000"));
    arguments.addAll(List.of(more));
    PrintWriter writer = new PrintWriter(out);
    return ProcessorsCommand.commandLine()
        .setOut(writer)
        .setErr(writer)
        .setOverwrittenOptionsAllowed(true)
        .execute(arguments.toArray(String[]::new));
  }

  private static boolean hasResults(String prefix) throws Exception {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get().contains(prefix + ".events")
          && log.committed(prefix + ".events").size() > 5;
    }
  }

  /** Bytes by what they are of. */
  private static Map<String, String> results(String prefix) {
    Map<String, String> results = new TreeMap<>();
    for (TopicDefinition topic : RESULTS) {
      String name = topic.name().replace("dbintel.", prefix + ".");
      for (ConsumerRecord<String, byte[]> record : log.committedRecords(name)) {
        add(record, results);
      }
    }
    return results;
  }

  private static Map<String, String> liveResults() {
    Map<String, String> results = new TreeMap<>();
    for (TopicDefinition topic : RESULTS) {
      for (ConsumerRecord<String, byte[]> record : log.committedRecords(topic.name())) {
        boolean window = record.timestamp() < Instant.parse(TO).toEpochMilli();
        if (window && record.headers().lastHeader(ReplayScope.HEADER) == null) {
          add(record, results);
        }
      }
    }
    return results;
  }

  private static void add(ConsumerRecord<String, byte[]> record, Map<String, String> results) {
    SpecificRecord value = decoded(record);
    String bytes = HexFormat.of().formatHex(record.value());
    if (value instanceof ResultEvent event) {
      if (!event.getResource().getInstance().isEmpty()) {
        String id = event.getEventName() + " " + event.getRecordId();
        assertThat(results.put(id, bytes)).as(id).isNull();
      }
    } else if (value instanceof ResultMetrics metrics) {
      assertThat(results.put(metrics.getRecordId(), bytes)).isNull();
    } else {
      results.merge("dead letter " + bytes, "I", String::concat);
    }
  }

  private static Map<String, String> withoutCold(Map<String, String> results) {
    Map<String, String> rest = new TreeMap<>(results);
    assertThat(rest.keySet().removeIf(id -> id.startsWith("dbintel.replay.cold "))).isTrue();
    return rest;
  }

  private static String replayId(ConsumerRecord<String, byte[]> record) {
    SpecificRecord value = decoded(record);
    ResultResource resource =
        value instanceof ResultEvent event
            ? event.getResource()
            : value instanceof ResultMetrics metrics ? metrics.getResource() : null;
    return resource == null ? null : resource.getAttributes().get(ReplayScope.ATTRIBUTE);
  }

  private static SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    return new AvroDeserializer<>(new BundledSchemaRegistry())
        .deserialize(record.topic(), record.value());
  }

  private static Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    NOT_WRITTEN.forEach(topic -> sizes.put(topic.name(), log.committed(topic.name()).size()));
    return sizes;
  }

  private static void awaitWorkedOff() throws Exception {
    try (Admin admin = admin()) {
      await().atMost(LIMIT).until(() -> lag(admin) == 0);
    }
  }

  private static long lag(Admin admin) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> places =
        admin.listConsumerGroupOffsets("live").partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> ends = log.ends(TopicCatalogue.RAW.name());
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata place = places.get(end.getKey());
      lag += end.getValue() - (place == null ? 0 : place.offset());
    }
    return lag;
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static String yaml(int threads) {
    return """
    kafka: {bootstrapServers: "%s"}
    streams:
      applicationId: live
      stateDir: %s
      threads: %d
      standbyReplicas: 0
      commitInterval: 20ms
      linger: 0ms
      rocksDbCache: 32MiB
      rocksDbWriteBuffers: 16MiB
    %s
    http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
    """
        .formatted(kafka.bootstrapServers(), directory.resolve("state"), threads, OPERATORS);
  }
}
