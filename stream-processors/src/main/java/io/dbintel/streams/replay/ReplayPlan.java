package io.dbintel.streams.replay;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of each partition of {@code dbintel.raw} a replay reads.
 *
 * @param spans by partition
 */
public record ReplayPlan(SortedMap<Integer, Span> spans) {

  /**
   * A part of a partition.
   *
   * @param begin first offset
   * @param end offset after the last record
   * @param whole whether the log still holds what the warm-up asks for
   */
  public record Span(long begin, long end, boolean whole) {

    /** Offsets from {@code begin} to {@code end}; a little more than records. */
    public long size() {
      return end - begin;
    }

    /** How many of them a reader that has come to {@code position} has left. */
    public long left(long position) {
      return Math.max(0, end - Math.max(begin, position));
    }
  }

  /** Copies the spans. */
  public ReplayPlan {
    spans = Collections.unmodifiableSortedMap(new TreeMap<>(spans));
  }

  /** Offsets to be read. */
  public long size() {
    return spans.values().stream().mapToLong(Span::size).sum();
  }

  /**
   * Offsets that are left.
   *
   * @param positions by partition, the next offset to be read
   */
  public long left(Map<Integer, Long> positions) {
    long left = 0;
    for (Map.Entry<Integer, Span> span : spans.entrySet()) {
      left += span.getValue().left(positions.getOrDefault(span.getKey(), 0L));
    }
    return left;
  }

  /** By partition, the first offset that is not read. */
  public SortedMap<Integer, Long> ends() {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    spans.forEach((partition, span) -> ends.put(partition, span.end()));
    return ends;
  }

  /** Partitions of which something is read, but not all that the warm-up asks for. */
  public long shortened() {
    return spans.values().stream().filter(span -> span.size() > 0 && !span.whole()).count();
  }
}
