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
  void backsOffFromAnUnreachableInstanceAndSaysSo() throws Exception {
    AgentConfig config =
        TestConfig.agent(
            broker.bootstrapServers(), "127.0.0.1", 1, "nobody", directory.resolve("spool"), FAST);
    try (CollectorAgent agent = new CollectorAgent(config)) {
      agent.start();
      PollOutcome failed =
          broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.FAILED);
      assertThat(failed.getReason()).isEqualTo("connection_refused");
      assertThat(failed.getMessage()).contains("nothing listens at 127.0.0.1:1");
      PollOutcome skipped =
          broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.SKIPPED);
      assertThat(skipped.getReason()).isEqualTo("backoff");
      assertThat(skipped.getDurationNs()).isZero();
    }
  }

  @Test
  void offersAWrongPasswordOncePerTry() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setting("log_connections", "on").start()) {
      postgres.execute("create role dbintel login password 'right'");
      AgentConfig config =
          TestConfig.agent(
              broker.bootstrapServers(),
              postgres.host(),
              postgres.port(),
              "dbintel\n    password: wrong",
              directory.resolve("spool"),
              FAST.replace("enabled: false", "interval: 1s"));
      try (CollectorAgent agent = new CollectorAgent(config)) {
        agent.start();
        PollOutcome failed =
            broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.FAILED);
        assertThat(failed.getReason()).isEqualTo("28P01");
        assertThat(failed.getMessage()).contains("instances[].password").doesNotContain("wrong");
      }
    }
  }

  @Test
  void pausesWhileTheCircuitIsOpenAndPollsInFullOnCommand() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      AgentConfig config =
          TestConfig.agent(broker.bootstrapServers(), postgres, directory.resolve("spool"), FAST);
      control(CircuitState.OPEN, 0);
      try (CollectorAgent agent = new CollectorAgent(config)) {
        agent.start();
        broker.await(PollOutcome.class, outcome -> "circuit_open".equals(outcome.getReason()));
        control(CircuitState.CLOSED, 0);
        broker.await(StatementPollChunk.class, chunk -> !chunk.getFull());
        control(CircuitState.CLOSED, 1);
        broker.await(StatementPollChunk.class, chunk -> chunk.getFull() && chunk.getSeq() > 1);
      }
    }
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

  private void control(CircuitState circuit, long fullPollWanted) throws Exception {
    try (KafkaProducer<String, ControlDocument> producer =
        new KafkaProducer<>(
            broker.client(),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()))) {
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.CONTROL.name(),
                  "acme/orders",
                  new ControlDocument(1L, circuit, 1.0, fullPollWanted, List.of(), 0L)))
          .get();
    }
  }
}
