package io.dbintel.exporter.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far one sink is in each assigned partition, and the commits of it. When a partition is
 * revoked, its progress is dropped: the new owner starts at the commit.
 */
final class PartitionProgress implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionProgress.class);

  private final String name;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Runnable takeFinished;
  private final Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private volatile boolean joined;

  /**
   * @param takeFinished brings this up to date before partitions are revoked
   */
  PartitionProgress(String name, KafkaConsumer<String, byte[]> consumer, Runnable takeFinished) {
    this.name = name;
    this.consumer = consumer;
    this.takeFinished = takeFinished;
  }

  static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Whether the broker has ever assigned partitions to this member. */
  boolean joined() {
    return joined;
  }

  void begin(ConsumerRecord<?, ?> record) {
    trackers
        .computeIfAbsent(partition(record), p -> new OffsetTracker(record.offset()))
        .add(record.offset());
  }

  /** The record has its terminal outcome; without effect for a partition that was revoked. */
  void finish(TopicPartition partition, long offset) {
    OffsetTracker tracker = trackers.get(partition);
    if (tracker != null) {
      tracker.finish(offset);
    }
  }

  void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    trackers.forEach(
        (partition, tracker) ->
            offsets.put(partition, new OffsetAndMetadata(tracker.committable())));
    if (!offsets.isEmpty() && !offsets.equals(committed)) {
      consumer.commitSync(offsets);
      committed = offsets;
    }
  }

  /** Records that are not finished: under way, or not polled yet as far as the client knows. */
  long lag() {
    long pending = trackers.values().stream().mapToLong(OffsetTracker::pending).sum();
    long ahead =
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum();
    return pending + ahead;
  }

  /** Continues with the oldest records there are; returns how many were lost. */
  long skipLostToRetention(Map<TopicPartition, Long> wanted) {
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(wanted.keySet());
    long total = 0;
    for (Map.Entry<TopicPartition, Long> position : wanted.entrySet()) {
      TopicPartition partition = position.getKey();
      long lost = Math.max(0, oldest.get(partition) - position.getValue());
      LOG.error(
          "sink {}: offset {} of {} is gone, {} records were removed by retention before they were"
              + " sent; raise retention.ms or add exporters",
          name,
          position.getValue(),
          partition,
          lost);
      consumer.seek(partition, oldest.get(partition));
      trackers.remove(partition);
      total += lost;
    }
    return total;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      takeFinished.run();
      commit();
    } finally {
      partitions.forEach(trackers::remove);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    partitions.forEach(trackers::remove);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    LOG.info("sink {}: {} partitions assigned", name, partitions.size());
  }
}
