package io.dbintel.benchmarks.agentcost;

import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts the statement polls that an agent finishes from now on, by the outcomes it publishes. */
final class PollCounter implements AutoCloseable {

  private static final Duration FIRST_RECORD_LIMIT = Duration.ofSeconds(30);

  private final KafkaConsumer<String, SpecificRecord> consumer;
  private long polls;

  PollCounter(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()));
    List<TopicPartition> partitions =
        consumer.partitionsFor(TopicCatalogue.RAW.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Waits for the first record that the agent publishes.
   *
   * @return {@link System#nanoTime()} when it was there
   */
  long awaitFirstRecord() {
    long deadline = System.nanoTime() + FIRST_RECORD_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      ConsumerRecords<String, SpecificRecord> records = consumer.poll(Duration.ofMillis(10));
      if (!records.isEmpty()) {
        records.forEach(this::count);
        return System.nanoTime();
      }
    }
    throw new IllegalStateException(
        "the agent published nothing within " + FIRST_RECORD_LIMIT + "; see its log");
  }

  /** Polls of query_stats that succeeded so far. */
  long polls() {
    consumer.poll(Duration.ofMillis(50)).forEach(this::count);
    return polls;
  }

  private void count(ConsumerRecord<String, SpecificRecord> record) {
    if (record.value() instanceof PollOutcome outcome
        && outcome.getCollector().equals("query_stats")
        && outcome.getStatus() == PollStatus.OK) {
      polls++;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
