package io.dbintel.streams.replay;

import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads what a replay gave, and what was given then, into a comparison. */
final class ResultReader {
  /** What a replay writes. */
  static final List<TopicDefinition> TOPICS =
      List.of(TopicCatalogue.EVENTS, TopicCatalogue.METRICS, TopicCatalogue.DEAD_LETTERS);

  private final PartitionReader log;
  private final ReplayScope scope;
  private final ResultFacts facts;
  private final ReplayComparison comparison = new ReplayComparison();

  /** Reads with {@code log}, which stays open. */
  ResultReader(PartitionReader log, ReplayScope scope, ResultFacts facts) {
    this.log = log;
    this.scope = scope;
    this.facts = facts;
  }

  /** Reads all results of the window, partition by partition, and says what differs. */
  ReplaySummary compare() {
    for (TopicDefinition topic : TOPICS) {
      String replayed = scope.topic(topic);
      for (int partition : log.partitions(topic.name())) {
        read(new TopicPartition(topic.name(), partition));
        if (!replayed.equals(topic.name())) {
          read(new TopicPartition(replayed, partition));
        }
        comparison.endPartition();
      }
    }
    return comparison.summary();
  }

  private void read(TopicPartition partition) {
    log.read(partition, log.firstAt(partition, scope.from()), log.end(partition), this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null || !scope.contains(record.timestamp()) || !scope.takes(key)) {
      return;
    }
    Header replay = record.headers().lastHeader(ReplayScope.HEADER);
    boolean live =
        replay == null && TOPICS.stream().anyMatch(one -> one.name().equals(record.topic()));
    boolean ours =
        replay != null && scope.id().equals(new String(replay.value(), StandardCharsets.UTF_8));
    if (live) {
      facts.of(record.topic(), key, record.value()).ifPresent(comparison::then);
    } else if (ours) {
      facts.of(record.topic(), key, record.value()).ifPresent(comparison::now);
    }
  }
}
