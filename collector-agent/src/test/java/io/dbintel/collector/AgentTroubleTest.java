package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does when something is wrong, and when the processors ask for something. */
class AgentTroubleTest {

  private static final String FAST =
      "{queryStats: {interval: 200ms}, sessions: {enabled: false}, metrics: {enabled: false}}";

  @TempDir Path directory;

  private TestBroker broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = TestBroker.start();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void backsOffFromAnUnreachableInstanceAndSaysSoOnce() throws Exception {
    try (ClosingServer server = ClosingServer.start();
        AgentLog log = AgentLog.open();
        CollectorAgent agent = new CollectorAgent(unencrypted(server.port(), "nobody", FAST))) {
      agent.start();
      awaitDuePolls(30);

      List<PollOutcome> failed = outcomes(PollStatus.FAILED);
      assertThat(server.connections())
          .as("attempts after 0, 1, 3, 7 and 15 seconds, one connection each")
          .isBetween(2, 5)
          .isBetween(failed.size(), failed.size() + 1);
      assertThat(failed).allMatch(outcome -> outcome.getMessage().contains("broke"));
      assertThat(outcomes(PollStatus.SKIPPED))
          .hasSizeGreaterThanOrEqualTo(25)
          .allMatch(outcome -> List.of("backoff", "overrun").contains(outcome.getReason()))
          .allMatch(outcome -> outcome.getDurationNs() == 0);
      assertThat(log.warnings())
          .as("one line however often it fails")
          .hasSize(1)
          .allMatch(line -> line.startsWith("acme/orders connection: "));
    }
  }

  @Test
  void saysThatNothingListens() throws Exception {
    try (CollectorAgent agent = new CollectorAgent(unencrypted(1, "nobody", FAST))) {
      agent.start();
      PollOutcome failed =
          broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.FAILED);
      assertThat(failed.getReason()).isEqualTo("connection_refused");
      assertThat(failed.getMessage()).contains("nothing listens at 127.0.0.1:1");
    }
  }

  @Test
  void offersAWrongPasswordOncePerAttempt() throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setting("logging_collector", "on").start();
        AgentLog log = AgentLog.open()) {
      postgres.execute("create role dbintel login password 'right'");
      String allCollectors = FAST.replace("enabled: false", "interval: 1s");
      try (CollectorAgent agent =
          new CollectorAgent(
              unencrypted(postgres.port(), "dbintel\n    password: wrong", allCollectors))) {
        agent.start();
        awaitDuePolls(30);
      }
      List<PollOutcome> failed = outcomes(PollStatus.FAILED);
      assertThat(failed)
          .allMatch(outcome -> outcome.getReason().equals("28P01"))
          .allMatch(outcome -> outcome.getMessage().contains("instances[].password"))
          .noneMatch(outcome -> outcome.getMessage().contains("wrong"));
      assertThat(refusedPasswords(postgres))
          .as("the three collectors share what one of them found out")
          .isBetween(2, 5);
      assertThat(log.warnings()).hasSize(1);
    }
  }

  private AgentConfig unencrypted(int port, String user, String collectors) {
    return ConfigLoader.parse(
        AgentConfig.class,
        TestConfig.yaml(
                broker.bootstrapServers(),
                "127.0.0.1",
                port,
                user,
                directory.resolve("spool"),
                collectors)
            .replace("    connection:", "    tls: {mode: disable}\n    connection:"));
  }

  private void awaitDuePolls(int polls) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> broker.values(PollOutcome.class).size() >= polls);
  }

  private List<PollOutcome> outcomes(PollStatus status) {
    return broker.values(PollOutcome.class).stream()
        .filter(outcome -> outcome.getStatus() == status)
        .toList();
  }

  private static int refusedPasswords(EmbeddedPostgres postgres) throws Exception {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_read_file(pg_current_logfile())")) {
      row.next();
      return row.getString(1).split("password authentication failed", -1).length - 1;
    }
  }

  @Test
  void obeysTheCircuitAndPollsInFullOnCommand() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      AgentConfig config =
          TestConfig.agent(broker.bootstrapServers(), postgres, directory.resolve("spool"), FAST);
      control(1, CircuitState.OPEN, 0);
      try (CollectorAgent agent = new CollectorAgent(config)) {
        agent.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> refusalsAtTheEnd() >= 10);
        // that exactly the probes get through is proved where nothing polls before the document
        assertThat(sinceFirstRefusal())
            .filteredOn(outcome -> outcome.getStatus() == PollStatus.OK)
            .as("the probes")
            .hasSizeLessThanOrEqualTo(2);
        control(2, CircuitState.CLOSED, 0);
        long probed = lastSeq();
        broker.await(
            StatementPollChunk.class, chunk -> !chunk.getFull() && chunk.getSeq() > probed);
        control(3, CircuitState.CLOSED, 1);
        broker.await(StatementPollChunk.class, chunk -> chunk.getFull() && chunk.getSeq() > probed);
      }
    }
  }

  private List<PollOutcome> sinceFirstRefusal() {
    return broker.values(PollOutcome.class).stream()
        .dropWhile(outcome -> !"circuit_open".equals(outcome.getReason()))
        .toList();
  }

  private int refusalsAtTheEnd() {
    List<PollOutcome> outcomes = sinceFirstRefusal();
    int refusals = 0;
    while (refusals < outcomes.size()
        && "circuit_open".equals(outcomes.get(outcomes.size() - 1 - refusals).getReason())) {
      refusals++;
    }
    return refusals;
  }

  private long lastSeq() {
    List<StatementPollChunk> chunks = broker.values(StatementPollChunk.class);
    return chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).getSeq();
  }

  @Test
  void startsWithoutABrokerAndLosesNothing() throws Exception {
    broker.kafka().stop();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      AgentConfig config =
          TestConfig.agent(broker.bootstrapServers(), postgres, directory.resolve("spool"), FAST);
      try (CollectorAgent agent = new CollectorAgent(config)) {
        agent.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> polls(directory.resolve("spool")) > 3);
        broker.kafka().restart();
        broker.await(StatementPollChunk.class, chunk -> chunk.getSeq() == 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> polls(directory.resolve("spool")) == 0);
        broker.await(StatementPollChunk.class, chunk -> chunk.getFull() && chunk.getSeq() > 1);
      }
      List<Long> numbers =
          broker.values(StatementPollChunk.class).stream()
              .map(StatementPollChunk::getSeq)
              .distinct()
              .toList();
      assertThat(numbers).isSorted().startsWith(1L, 2L, 3L, 4L);
      assertThat(numbers.get(numbers.size() - 1))
          .as("no poll is missing")
          .isEqualTo(numbers.size());
    }
  }

  @Test
  void namesThePortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      AgentConfig config =
          ConfigLoader.parse(
              AgentConfig.class,
              TestConfig.yaml(
                      broker.bootstrapServers(),
                      "127.0.0.1",
                      1,
                      "nobody",
                      directory.resolve("spool"),
                      FAST)
                  .replace(
                      "127.0.0.1, healthPort: 0", "0.0.0.0, healthPort: " + taken.getLocalPort()));
      try (CollectorAgent agent = new CollectorAgent(config)) {
        assertThatThrownBy(agent::start)
            .hasMessageContaining(Integer.toString(taken.getLocalPort()))
            .hasMessageContaining("http.healthPort");
      }
    }
  }

  private static long polls(Path spool) {
    String[] files = spool.toFile().list((folder, name) -> name.endsWith(".poll"));
    return files == null ? 0 : files.length;
  }

  private void control(long version, CircuitState circuit, long fullPollWanted) throws Exception {
    ControlDocument document =
        ControlDocument.newBuilder()
            .setVersion(version)
            .setCircuit(circuit)
            .setProbeAfterMs(700)
            .setProbePolls(2)
            .setFullPollWanted(fullPollWanted)
            .build();
    try (KafkaProducer<String, ControlDocument> producer =
        new KafkaProducer<>(
            broker.client(),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()))) {
      producer
          .send(new ProducerRecord<>(TopicCatalogue.CONTROL.name(), "acme/orders", document))
          .get();
    }
  }
}
