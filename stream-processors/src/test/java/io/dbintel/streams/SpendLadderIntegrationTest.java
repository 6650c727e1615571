package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.model.RawRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order of cost control on a real broker: in every partition, once, obeyed by each instance. */
class SpendLadderIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int PARTITIONS = 4;
  private static final long MINUTE_MS = 60_000;
  private static final List<String> INSTANCES =
      List.of("acme/a", "acme/b", "acme/c", "acme/d", "acme/e", "acme/f", "acme/g", "acme/h");

  @TempDir Path directory;
  private EmbeddedKafka kafka;
  private LogWriter log;
  private long minute;

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
  void orderReachesEveryPartitionOnceAndEveryInstanceObeysIt() throws Exception {
    log.createTopics();
    assertThat(INSTANCES.stream().map(log::partitionOf).collect(Collectors.toSet()))
        .hasSize(PARTITIONS);
    try (StreamProcessors service = new StreamProcessors(config())) {
      service.start();
      minutes(60);
      await().atMost(LIMIT).untilAsserted(() -> assertThat(orders()).isNotEmpty());
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                minutes(2);
                assertThat(obedient()).containsExactlyInAnyOrderElementsOf(INSTANCES);
              });

      assertThat(orders().values()).containsOnly(PARTITIONS);
      List<ResultEvent> events = log.committedValues(TopicCatalogue.EVENTS.name());
      assertThat(events)
          .filteredOn(event -> event.getEventName().equals("dbintel.budget.level"))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getAttributes())
                      .containsEntry("dbintel.budget.reduction.level", 3L));
    }
  }

  /** Sessions of every instance, once a minute. */
  private void minutes(int count) {
    for (int i = 0; i < count; i++) {
      minute++;
      for (String instance : INSTANCES) {
        log.write(
            instance,
            1_700_000_000_000L + minute * MINUTE_MS,
            RawRecords.tick("agent", minute, minute * 60, RawRecords.session("1", minute * 60)));
      }
    }
    log.flush();
  }

  /** How often each order is in the raw log. */
  private Map<String, Integer> orders() {
    Map<String, Integer> copies = new TreeMap<>();
    List<SpecificRecord> raw = log.committedValues(TopicCatalogue.RAW.name());
    raw.stream()
        .filter(Command.class::isInstance)
        .map(Command.class::cast)
        .forEach(command -> copies.merge(command.getCommandId(), 1, Integer::sum));
    return copies;
  }

  /** Instances that say that they obey an order. */
  private Set<String> obedient() {
    Set<String> instances = new TreeSet<>();
    List<TenantUsage> increments = log.committedValues(TopicCatalogue.TENANT_USAGE.name());
    increments.stream()
        .filter(increment -> increment.getBudgetOrder() > 0)
        .forEach(increment -> instances.add(increment.getInstance()));
    return instances;
  }

  private ProcessorsConfig config() {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        streams:
          applicationId: budget
          stateDir: %s
          threads: 2
          standbyReplicas: 0
          commitInterval: 20ms
          linger: 0ms
          rocksDbCache: 32MiB
          rocksDbWriteBuffers: 16MiB
        operators: {budget: {pricePerGigabyte: 1000000, monthlyBudget: 1}}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(kafka.bootstrapServers(), directory.resolve("state")));
  }
}
