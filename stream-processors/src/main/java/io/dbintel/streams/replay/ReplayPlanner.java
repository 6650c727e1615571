package io.dbintel.streams.replay;

import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.replay.ReplayPlan.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds the offsets that a replay reads. It begins with the first record that is not older than the
 * warm-up, and ends after the last record of the window that the log holds now. Timestamps are of
 * the agents' clocks and out of order, so the first record after the window is not the end: all
 * records from there on are looked at.
 */
final class ReplayPlanner {
  private static final long FIRST_STEP_BACK = 16;
  private static final String RAW = TopicCatalogue.RAW.name();

  private final PartitionReader log;

  /** Looks into the log with {@code log}, which stays open. */
  ReplayPlanner(PartitionReader log) {
    this.log = log;
  }

  /** What the request reads of the log as it is now. */
  ReplayPlan plan(ReplayRequest request) {
    SortedMap<Integer, Span> spans = new TreeMap<>();
    List<Integer> partitions = log.partitions(RAW);
    for (int number : partitions) {
      TopicPartition partition = new TopicPartition(RAW, number);
      if (concerns(request.instance(), number, partitions.size())) {
        spans.put(number, span(request, partition));
      } else {
        long end = log.end(partition);
        spans.put(number, new Span(end, end, true));
      }
    }
    return new ReplayPlan(spans);
  }

  private static boolean concerns(String instance, int partition, int partitions) {
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    return instance.isEmpty() || Utils.toPositive(Utils.murmur2(key)) % partitions == partition;
  }

  private Span span(ReplayRequest request, TopicPartition partition) {
    long begin = log.firstAt(partition, request.from().minus(request.warmUp()).toEpochMilli());
    long after = Math.max(begin, log.firstAt(partition, request.to().toEpochMilli()));
    long late = lateEnd(partition, after, request.to().toEpochMilli());
    long end = late > after ? late : endOfRecords(partition, begin, after);
    long logBegin = log.begin(partition);
    return new Span(begin, end, begin > logBegin || logBegin == 0);
  }

  /** After the last record from {@code from} on that is older than {@code to}. */
  private long lateEnd(TopicPartition partition, long from, long to) {
    long[] end = {from};
    log.read(
        partition,
        from,
        log.end(partition),
        record -> {
          if (record.timestamp() < to) {
            end[0] = record.offset() + 1;
          }
        });
    return end[0];
  }

  /**
   * After the last record before {@code end}: what may stand there otherwise, such as the end of a
   * transaction, is never handed to a consumer, and nobody could wait for it.
   */
  private long endOfRecords(TopicPartition partition, long begin, long end) {
    long to = end;
    for (long step = FIRST_STEP_BACK; to > begin; step *= 2) {
      long from = Math.max(begin, to - step);
      long[] last = {-1};
      log.read(partition, from, to, record -> last[0] = record.offset());
      if (last[0] >= 0) {
        return last[0] + 1;
      }
      to = from;
    }
    return begin;
  }
}
