package io.dbintel.systemtests.exactness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the database says its counters grew by, between moments of quiet. Each moment is two reads
 * with a poll of the agent between them: a counter that both show alike is known exactly, of
 * another one (which the agent's own sessions move) only the bounds are.
 */
final class MetricAccount {

  private final Map<MetricSeries, Bounds> base = new HashMap<>();
  private final Map<MetricSeries, Bounds> grown = new HashMap<>();

  /** Least and most. */
  record Bounds(double low, double high) {

    boolean exact() {
      return low == high;
    }

    private Bounds plus(Bounds other) {
      return new Bounds(low + other.low, high + other.high);
    }
  }

  /** A poll between the two reads is the base of what it reads. */
  void begin(MetricTruth before, MetricTruth after) {
    before
        .values()
        .forEach(
            (series, value) -> {
              Double later = after.values().get(series);
              if (later != null) {
                base.put(series, new Bounds(value, later));
              }
            });
  }

  /** A poll between the two reads has read all that counts; then these series start from zero. */
  void reset(MetricTruth before, MetricTruth after, Predicate<MetricSeries> which) {
    settle(before, after, which, true);
    base.replaceAll((series, bounds) -> which.test(series) ? new Bounds(0, 0) : bounds);
  }

  /**
   * A poll between the two reads has read all that counts.
   *
   * @param open whether further polls may have been counted after the second read
   */
  void end(MetricTruth before, MetricTruth after, boolean open) {
    settle(before, after, series -> true, open);
    base.clear();
  }

  private void settle(
      MetricTruth before, MetricTruth after, Predicate<MetricSeries> which, boolean open) {
    base.forEach(
        (series, from) -> {
          Double low = before.values().get(series);
          Double high = after.values().get(series);
          if (which.test(series) && low != null && high != null) {
            Bounds bounds = new Bounds(low - from.high(), high - from.low());
            boolean unbounded = open && !bounds.exact();
            grown.merge(
                series,
                unbounded ? new Bounds(bounds.low(), Double.POSITIVE_INFINITY) : bounds,
                Bounds::plus);
          }
        });
  }

  /** By how much each series grew. */
  Map<MetricSeries, Bounds> grown() {
    return grown;
  }
}
