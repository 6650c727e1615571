package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.model.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The service against a real broker: exact, once, through a lost state directory, and again. */
class StreamProcessorsIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String INSTANCE = "acme/orders-";

  @TempDir Path directory;
  private EmbeddedKafka kafka;
  private LogWriter log;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start();
    log = new LogWriter(kafka.bootstrapServers());
  }

  @AfterEach
  void stop() {
    log.close();
    kafka.close();
  }

  @Test
  void sumsAreExactThroughALostStateDirectoryAndAReplayGivesTheSameResults() throws Exception {
    log.createTopics();
    Map<String, Scenario> scenarios = new TreeMap<>();
    for (int instance = 0; instance < 3; instance++) {
      scenarios.put(INSTANCE + instance, scenario(INSTANCE + instance, instance));
    }
    run(scenarios, 0, 40);
    try (StreamProcessors first = started("first", 1, "state-1")) {
      awaitCalls(scenarios, 1);
    }
    deleteState("state-1");
    run(scenarios, 40, 80);
    try (StreamProcessors second = started("first", 2, "state-1")) {
      awaitCalls(scenarios, 1);
      assertThat(second.state()).isEqualTo(KafkaStreams.State.RUNNING);
    }
    Map<String, String> once = results();

    try (StreamProcessors replay = started("second", 3, "state-2")) {
      awaitCalls(scenarios, 2);
    }
    assertThat(results()).isEqualTo(once);
  }

  @Test
  void commandLineReachesTheControlTopic() throws Exception {
    log.createTopics();
    try (StreamProcessors service = started("commands", 1, "state")) {
      StringWriter out = new StringWriter();
      CommandLine line = ProcessorsCommand.commandLine().setOut(new PrintWriter(out));
      int exit =
          line.execute(
              "command",
              "full-poll",
              "--instance",
              "acme/orders",
              "--bootstrap-servers",
              kafka.bootstrapServers());
      assertThat(exit).isZero();
      assertThat(out.toString()).contains("full-poll sent for acme/orders");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(log.<ControlDocument>committedValues(TopicCatalogue.CONTROL.name()))
                      .extracting(ControlDocument::getFullPollWanted)
                      .containsExactly(1L));
    }
  }

  @Test
  void startNamesABrokerWithoutTopicsAndABrokerThatIsAway() throws Exception {
    StreamProcessors withoutTopics =
        new StreamProcessors(config("none", 1, "state", kafka.bootstrapServers()));
    assertThatThrownBy(withoutTopics::start).hasMessageContaining("dbintel topics create");
    StreamProcessors service = new StreamProcessors(config("none", 1, "state", "127.0.0.1:1"));
    assertThatThrownBy(service::start)
        .hasMessageContaining("127.0.0.1:1 does not answer")
        .hasMessageContaining("kafka.bootstrapServers");
  }

  private Scenario scenario(String instance, int seed) {
    Scenario scenario =
        new Scenario(seed, 17, 2, (timestamp, record) -> log.write(instance, timestamp, record));
    scenario.baseline();
    return scenario;
  }

  private void run(Map<String, Scenario> scenarios, int from, int to) {
    for (int step = from; step < to; step++) {
      for (Scenario scenario : scenarios.values()) {
        scenario.step();
        if (step % 9 == 4) {
          scenario.disturb();
        }
      }
    }
    scenarios.values().forEach(Scenario::settle);
    log.flush();
  }

  private void awaitCalls(Map<String, Scenario> scenarios, int times) {
    long expected = 0;
    for (Scenario scenario : scenarios.values()) {
      expected += scenario.expected(0);
    }
    long wanted = expected * times;
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(exportedCalls()).isEqualTo(wanted));
  }

  private long exportedCalls() {
    List<ResultEvent> events = log.committedValues(TopicCatalogue.EVENTS.name());
    return events.stream()
        .map(event -> event.getAttributes().get("postgresql.calls"))
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .sum();
  }

  /**
   * Bytes of each result of an instance by its id; every id has one value, however often it was
   * emitted.
   */
  private Map<String, String> results() {
    Map<String, String> results = new HashMap<>();
    List<ResultEvent> events = log.committedValues(TopicCatalogue.EVENTS.name());
    List<byte[]> bytes = log.committed(TopicCatalogue.EVENTS.name());
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).getResource().getInstance().isEmpty()) {
        continue; // Increments of a tenant depend on the order in which its instances reported.
      }
      String value = HexFormat.of().formatHex(bytes.get(i));
      assertThat(results.put(events.get(i).getRecordId(), value)).isIn(null, value);
    }
    return results;
  }

  private StreamProcessors started(String application, int threads, String state) throws Exception {
    StreamProcessors service =
        new StreamProcessors(config(application, threads, state, kafka.bootstrapServers()));
    service.start();
    return service;
  }

  private ProcessorsConfig config(String application, int threads, String state, String servers) {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        """
        kafka:
          bootstrapServers: "%s"
          properties: {default.api.timeout.ms: "3000", request.timeout.ms: "2000"}
        streams:
          applicationId: %s
          stateDir: %s
          threads: %d
          standbyReplicas: 0
          commitInterval: 20ms
          linger: 0ms
          rocksDbCache: 32MiB
          rocksDbWriteBuffers: 16MiB
        operators: {selection: {top: 3, hardCap: 4}}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(servers, application, directory.resolve(state), threads));
  }

  private void deleteState(String state) throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve(state))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
