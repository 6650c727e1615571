package io.dbintel.streams.operators.exporterrors;

import io.dbintel.redaction.verify.CleanText;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of a sink.
 *
 * @param sink its name
 * @param buckets the tenths of the window that have something in them, by number since the epoch
 * @param episodes what goes on, by category
 */
record SinkErrors(
    CleanText sink, SortedMap<Long, Bucket> buckets, SortedMap<ErrorCategory, Episode> episodes) {

  static SinkErrors of(CleanText sink) {
    return new SinkErrors(sink, new TreeMap<>(), new TreeMap<>());
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return buckets.isEmpty() && episodes.isEmpty();
  }

  /** The same, whose parts may be changed. */
  SinkErrors copy() {
    return new SinkErrors(sink, new TreeMap<>(buckets), new TreeMap<>(episodes));
  }

  /** This without what lies before the bucket {@code first} or after {@code last}. */
  SinkErrors between(long first, long last) {
    return new SinkErrors(
        sink, new TreeMap<>(buckets.subMap(first, last + 1)), new TreeMap<>(episodes));
  }

  /** This with episodes that begin not later than {@code time}, ms. */
  SinkErrors notAfter(long time) {
    SortedMap<ErrorCategory, Episode> moved = new TreeMap<>();
    episodes.forEach(
        (category, one) ->
            moved.put(category, new Episode(Math.min(one.since(), time), one.errors())));
    return new SinkErrors(sink, buckets, moved);
  }

  /** Points and log records offered in the window. */
  long offered() {
    return buckets.values().stream().mapToLong(Bucket::offered).sum();
  }

  /** Of those, how many were refused for the reason. */
  long refused(ErrorCategory category) {
    return buckets.values().stream().mapToLong(b -> b.refused().get(category.ordinal())).sum();
  }

  /** Errors that were told later in the window. */
  long reported(ErrorCategory category) {
    return buckets.values().stream().mapToLong(b -> b.reported().get(category.ordinal())).sum();
  }

  /** Share of what was offered that was refused for the reason, 0 to 1. */
  double share(ErrorCategory category) {
    long offered = offered();
    return offered == 0 ? 0 : (double) refused(category) / offered;
  }
}
