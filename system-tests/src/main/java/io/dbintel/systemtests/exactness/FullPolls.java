package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Watches the raw topic for full polls and the consumer groups for what they have worked off, so
 * that a proof can wait until everything read before some moment has arrived.
 */
final class FullPolls implements AutoCloseable {

  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final Admin admin;
  private final Map<String, Integer> nextChunk = new HashMap<>();
  private final Map<String, MetricOrder> orders = new HashMap<>();

  FullPolls(String bootstrapServers) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    consumer =
        new KafkaConsumer<>(
            client,
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()));
    admin = Admin.create(client);
    List<TopicPartition> partitions =
        consumer.partitionsFor(TopicCatalogue.RAW.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Waits for a full statement poll, and for each of some groups of metrics for a poll that counts,
   * all read entirely after a moment.
   *
   * @param instance instance id
   * @param afterMicros database clock, microseconds since the epoch
   * @param groups names of the groups
   * @return position after the last record of them
   */
  Position await(String instance, long afterMicros, Set<String> groups, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean statements = false;
    Set<String> missing = new HashSet<>(groups);
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofMillis(200))) {
        if (!instance.equals(record.key())) {
          continue;
        }
        if (record.value() instanceof StatementPollChunk chunk) {
          statements |= endsFullPoll(chunk, afterMicros);
        } else if (record.value() instanceof MetricPoll poll && admit(instance, poll)) {
          poll.getGroups().stream()
              .filter(group -> group.getReadStart() > afterMicros)
              .forEach(group -> missing.remove(group.getGroup()));
        }
        if (statements && missing.isEmpty()) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          consumer.seek(partition, record.offset() + 1);
          return new Position(partition, record.offset() + 1);
        }
      }
    }
    throw new IllegalStateException(
        "within "
            + timeout
            + " no "
            + (statements ? "metrics of " + missing : "full statement poll")
            + " of "
            + instance
            + " was published; see the agents' logs");
  }

  private boolean admit(String instance, MetricPoll poll) {
    return orders.computeIfAbsent(instance, id -> new MetricOrder()).admit(poll);
  }

  /** Whether the group has committed that it worked off everything before the position. */
  boolean isWorkedOff(String group, Position position) {
    return committed(group, position.partition()) >= position.offset();
  }

  /** Whether the group has committed that it worked off every partition up to its offset. */
  boolean isWorkedOff(String group, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> committed(group, e.getKey()) >= e.getValue());
  }

  /** Whether the group has committed an offset of any of the partitions. */
  boolean isBegun(String group, Map<TopicPartition, Long> ends) {
    return ends.keySet().stream().anyMatch(partition -> committed(group, partition) > 0);
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }

  private boolean endsFullPoll(StatementPollChunk chunk, long afterMicros) {
    if (!chunk.getFull() || chunk.getReadStart() <= afterMicros) {
      return false;
    }
    String poll = chunk.getIncarnation() + "/" + chunk.getSeq();
    int expected = nextChunk.getOrDefault(poll, 0);
    if (chunk.getChunk() == expected) {
      nextChunk.put(poll, expected + 1);
    }
    return nextChunk.getOrDefault(poll, 0) == chunk.getChunks();
  }

  private long committed(String group, TopicPartition partition) {
    try {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return offset == null ? -1 : offset.offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException("offsets of group " + group + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading offsets", e);
    }
  }

  /** A place in the raw topic. */
  record Position(TopicPartition partition, long offset) {}
}
