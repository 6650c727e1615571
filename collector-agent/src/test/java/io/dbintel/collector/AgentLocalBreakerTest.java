package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that refuses the agent while Kafka is away. */
class AgentLocalBreakerTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void restsWhileKafkaIsAwayAndGoesOnAfterGoodProbes() throws Exception {
    try (TestBroker broker = TestBroker.start();
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        AgentLog log = AgentLog.open();
        CollectorAgent agent = new CollectorAgent(config(broker, postgres))) {
      postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
      agent.start();
      broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.OK);

      broker.kafka().stop();
      postgres.execute("ALTER ROLE dbintel CONNECTION LIMIT 0");
      postgres.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dbintel'");
      await().atMost(LONG).until(() -> told(log, "polling rests for 2 s"));
      postgres.execute("ALTER ROLE dbintel CONNECTION LIMIT -1");
      await().atMost(LONG).until(() -> told(log, "local circuit: works again"));

      broker.kafka().restart();
      broker.await(PollOutcome.class, outcome -> "circuit_local".equals(outcome.getReason()));
      List<PollOutcome> outcomes = awaitLaterSuccess(broker);
      int last = lastLocal(outcomes);
      assertThat(outcomes.subList(0, last))
          .as("failures that led to it")
          .filteredOn(outcome -> outcome.getStatus() == PollStatus.FAILED)
          .hasSizeGreaterThanOrEqualTo(3);
      assertThat(outcomes.get(last).getDurationNs()).isZero();
    }
  }

  private static List<PollOutcome> awaitLaterSuccess(TestBroker broker) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              List<PollOutcome> all = broker.values(PollOutcome.class);
              return all.subList(lastLocal(all), all.size()).stream()
                  .anyMatch(outcome -> outcome.getStatus() == PollStatus.OK);
            });
    return broker.values(PollOutcome.class);
  }

  private static int lastLocal(List<PollOutcome> outcomes) {
    for (int i = outcomes.size() - 1; i > 0; i--) {
      if ("circuit_local".equals(outcomes.get(i).getReason())) {
        return i;
      }
    }
    return 0;
  }

  private static boolean told(AgentLog log, String words) {
    return log.messages().stream().anyMatch(line -> line.contains(words));
  }

  private AgentConfig config(TestBroker broker, EmbeddedPostgres postgres) {
    return ConfigLoader.parse(
        AgentConfig.class,
        """
        kafka:
          bootstrapServers: %s
          properties: {request.timeout.ms: "1000", delivery.timeout.ms: "2000", linger.ms: "0"}
        instances:
          - id: acme/orders
            system: postgresql
            host: %s
            port: %d
            user: dbintel
            password: dbintel
            collectors: {queryStats: {interval: 200ms}, sessions: {interval: 200ms}, metrics: {enabled: false}}
        localBreaker: {failures: 3, rest: 2s, probes: 2}
        spool:
          directory: %s
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(broker.bootstrapServers(), postgres.host(), postgres.port(), directory));
  }
}
