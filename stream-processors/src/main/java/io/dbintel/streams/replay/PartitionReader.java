package io.dbintel.streams.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of one partition after the other, without a consumer group. */
final class PartitionReader implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int FETCH_WAIT_MS = 20;
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Reads with the Kafka client settings {@code client}. */
  PartitionReader(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    // A fetch that waits at the end of one partition holds up the first fetch of the next.
    settings.put("fetch.max.wait.ms", FETCH_WAIT_MS);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Numbers of the topic's partitions, in order. */
  List<Integer> partitions(String topic) {
    return consumer.partitionsFor(topic, LIMIT).stream()
        .map(PartitionInfo::partition)
        .sorted()
        .toList();
  }

  /** First offset that the log holds. */
  long begin(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition), LIMIT).get(partition);
  }

  /** Offset after the last committed record. */
  long end(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), LIMIT).get(partition);
  }

  /** Offset of the first record that is not older than {@code timestamp}; the end without one. */
  long firstAt(TopicPartition partition, long timestamp) {
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, Math.max(0, timestamp)), LIMIT).get(partition);
    return first == null ? end(partition) : first.offset();
  }

  /** Gives the records from one offset to before another to {@code action}. */
  void read(
      TopicPartition partition,
      long from,
      long to,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    if (from >= to) {
      return;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition, LIMIT) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to) {
          action.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
