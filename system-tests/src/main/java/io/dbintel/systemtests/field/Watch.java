package io.dbintel.systemtests.field;

import io.dbintel.collector.CollectorAgent;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A running agent with one instance, and everything that has arrived from it. One thread. */
public final class Watch implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final CollectorAgent agent;
  private final String id;
  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final List<SpecificRecord> arrived = new ArrayList<>();

  private Watch(CollectorAgent agent, String id, KafkaConsumer<String, SpecificRecord> consumer) {
    this.agent = agent;
    this.id = id;
    this.consumer = consumer;
  }

  static Watch start(AgentConfig config, String id, String bootstrapServers) {
    KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()));
    List<TopicPartition> raw = List.of(new TopicPartition(TopicCatalogue.RAW.name(), 0));
    consumer.assign(raw);
    consumer.seekToEnd(raw);
    raw.forEach(consumer::position);
    CollectorAgent agent = new CollectorAgent(config);
    agent.start();
    return new Watch(agent, id, consumer);
  }

  /** Records of one kind that have arrived so far. */
  public <T extends SpecificRecord> List<T> values(Class<T> type) {
    consumer
        .poll(POLL)
        .forEach(
            arriving -> {
              if (id.equals(arriving.key())) {
                arrived.add(arriving.value());
              }
            });
    return arrived.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Statement texts that have arrived so far. */
  public List<String> texts() {
    return values(QueryTexts.class).stream()
        .flatMap(texts -> texts.getTexts().stream())
        .map(QueryText::getText)
        .toList();
  }

  /** Waits until a condition holds. */
  public void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what + "; " + problems());
      }
    }
  }

  /** Waits for three good polls of every collector. */
  public void awaitEverything() {
    for (String collector : List.of("query_stats", "sessions", "metrics")) {
      await("three polls of " + collector, () -> good(collector) >= 3);
    }
    require(!texts().isEmpty(), "no text arrived");
    require(
        values(StatementPollChunk.class).stream().anyMatch(chunk -> !chunk.getRows().isEmpty()),
        "no row arrived");
    require(!values(SessionTick.class).isEmpty(), "no tick arrived");
    require(!values(MetricPoll.class).isEmpty(), "no metric arrived");
    require(failures().isEmpty(), "polls failed; " + problems());
  }

  private long good(String collector) {
    return values(PollOutcome.class).stream()
        .filter(outcome -> outcome.getCollector().equals(collector))
        .filter(outcome -> outcome.getStatus() == PollStatus.OK)
        .count();
  }

  /** Outcomes of polls that failed. */
  public List<PollOutcome> failures() {
    return values(PollOutcome.class).stream()
        .filter(outcome -> outcome.getStatus() == PollStatus.FAILED)
        .toList();
  }

  /** What outcomes say is wrong. */
  public String problems() {
    return values(PollOutcome.class).stream()
        .filter(outcome -> outcome.getMessage() != null)
        .map(outcome -> outcome.getCollector() + ": " + outcome.getMessage())
        .distinct()
        .toList()
        .toString();
  }

  /**
   * @throws IllegalStateException with the message unless it holds
   */
  public static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }

  @Override
  public void close() {
    agent.close();
    consumer.close();
  }
}
