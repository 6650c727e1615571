package io.dbintel.exporter.consume;

import io.dbintel.runtime.log.ProblemLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far one sink is in each assigned partition, and the commits of it. Before a partition is
 * revoked, what is under way is given some time; then its progress is dropped: the new owner starts
 * at the commit.
 */
final class PartitionProgress implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionProgress.class);

  /**
   * So many records of a partition may have an outcome while an earlier one has none: as many, and
   * what is being read then, are sent again when the process is restarted.
   */
  static final int MAX_UNCOMMITTED = 5_000;

  private final String name;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Departures departures;
  private final Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private final ProblemLog problems = new ProblemLog(LOG);
  private volatile boolean joined;

  /**
   * @param departures is told before partitions go
   */
  PartitionProgress(String name, KafkaConsumer<String, byte[]> consumer, Departures departures) {
    this.name = name;
    this.consumer = consumer;
    this.departures = departures;
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

  /**
   * Reads on, apart from partitions of which too much cannot be committed, or not at all.
   *
   * @param full whether nothing should be read for now
   */
  void pauseAndResume(boolean full) {
    Set<TopicPartition> held = held();
    Set<TopicPartition> paused = consumer.paused();
    held.stream().filter(partition -> !paused.contains(partition)).forEach(this::tellOfHolding);
    Set<TopicPartition> unwanted = full ? consumer.assignment() : held;
    consumer.resume(
        paused.stream()
            .filter(partition -> !unwanted.contains(partition))
            .collect(Collectors.toSet()));
    consumer.pause(unwanted);
  }

  private Set<TopicPartition> held() {
    return trackers.entrySet().stream()
        .filter(entry -> entry.getValue().finishedAhead() >= MAX_UNCOMMITTED)
        .map(Map.Entry::getKey)
        .filter(consumer.assignment()::contains)
        .collect(Collectors.toSet());
  }

  private void tellOfHolding(TopicPartition partition) {
    problems.warn(
        "held " + partition,
        "sink "
            + name
            + ": "
            + partition
            + " waits: an earlier record of it has no outcome yet, and "
            + MAX_UNCOMMITTED
            + " later ones have");
  }

  /** Records with an outcome that cannot be committed yet. */
  long uncommitted() {
    return trackers.values().stream().mapToLong(OffsetTracker::finishedAhead).sum();
  }

  /**
   * Begins partitions without a committed offset with their oldest record: those of a new sink, or
   * of one that was away for so long that the broker forgot its offsets.
   */
  void beginWithOldest(Set<TopicPartition> partitions) {
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, oldest) -> {
              if (oldest == 0) {
                LOG.info("sink {}: no offset in {} yet, beginning with 0", name, partition);
              } else {
                LOG.warn(
                    "sink {}: no offset in {}, beginning with {}, the oldest record; if the sink is"
                        + " not new, the broker has forgotten its offset and what retention removed"
                        + " is not known: set the broker's offsets.retention.minutes to more than"
                        + " retention.ms of the topic",
                    name,
                    partition,
                    oldest);
              }
              consumer.seek(partition, oldest);
            });
  }

  /** Continues with the oldest records there are; returns how many were lost. */
  long skipLostToRetention(Map<TopicPartition, Long> wanted) {
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(wanted.keySet());
    long total = 0;
    for (Map.Entry<TopicPartition, Long> position : wanted.entrySet()) {
      TopicPartition partition = position.getKey();
      long lost = Math.max(0, oldest.get(partition) - position.getValue());
      String reason =
          lost > 0
              ? lost
                  + " records were removed by retention before they were sent; raise retention.ms"
                  + " or add exporters"
              : "the log ends before it: the topic was made anew or truncated, and what it holds is"
                  + " sent from the beginning";
      LOG.error(
          "sink {}: offset {} of {} is gone: {}", name, position.getValue(), partition, reason);
      consumer.seek(partition, oldest.get(partition));
      trackers.remove(partition);
      total += lost;
    }
    return total;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      departures.revoked(partitions);
      commit();
    } finally {
      partitions.forEach(trackers::remove);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    departures.lost(partitions);
    partitions.forEach(trackers::remove);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    LOG.info("sink {}: {} partitions assigned", name, partitions.size());
  }
}
