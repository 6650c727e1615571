package io.dbintel.systemtests.exactness;

import io.dbintel.systemtests.exactness.MetricAccount.Bounds;
import io.dbintel.systemtests.exactness.MetricReads.Read;
import io.dbintel.systemtests.exactness.ToldMetrics.Growth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Compares the growth of counters that arrived with what the database says and with what the polls
 * have read.
 */
final class MetricComparison {

  private static final int MOST_SAID = 20;

  private final Consumer<String> say;
  private int said;

  MetricComparison(Consumer<String> say) {
    this.say = say;
  }

  /** Growth against the database's own account. */
  record Sums(
      int series,
      int exact,
      SortedMap<String, Integer> byGroup,
      int differing,
      int above,
      int below) {}

  /** Intervals against the reads that begin and end them. */
  record Intervals(int points, int differing, int missing) {}

  /**
   * @param told growth of each series
   * @param which the series to compare
   */
  Sums sums(Map<MetricSeries, Double> told, MetricAccount account, Predicate<MetricSeries> which) {
    int series = 0;
    int exact = 0;
    int differing = 0;
    int above = 0;
    int below = 0;
    SortedMap<String, Integer> byGroup = new TreeMap<>();
    for (Map.Entry<MetricSeries, Bounds> one : account.grown().entrySet()) {
      if (!which.test(one.getKey())) {
        continue;
      }
      Bounds truth = one.getValue();
      double arrived = told.getOrDefault(one.getKey(), 0.0);
      series++;
      if (truth.exact()) {
        exact++;
        byGroup.merge(one.getKey().group(), 1, Integer::sum);
        differing += arrived == truth.low() ? 0 : 1;
      } else {
        above += arrived > truth.high() ? 1 : 0;
        below += arrived < truth.low() ? 1 : 0;
      }
      if (arrived < truth.low() || arrived > truth.high()) {
        differs(one.getKey() + " grew by " + truth + " and arrived as " + arrived);
      }
    }
    return new Sums(series, exact, byGroup, differing, above, below);
  }

  /**
   * @param gaps how many intervals of a counter may be missing: those that span two servers
   */
  Intervals intervals(List<Growth> growths, MetricReads reads, int gaps) {
    int differing = 0;
    Map<MetricSeries, List<Growth>> byObject = new HashMap<>();
    for (Growth growth : growths) {
      Read end = reads.ofSeries(growth.series()).get(growth.endMicros());
      Read start = end == null ? null : object(reads, end).get(growth.startMicros());
      if (start == null || growth.value() != difference(start, end)) {
        differing++;
        differs(growth + " is not the difference of " + start + " and " + end);
      } else {
        byObject.computeIfAbsent(end.object(), object -> new ArrayList<>()).add(growth);
      }
    }
    int missing = 0;
    for (Map.Entry<MetricSeries, TreeMap<Long, Read>> object : reads.byObject().entrySet()) {
      List<Growth> arrived = byObject.getOrDefault(object.getKey(), Collections.emptyList());
      int lacking = object.getValue().size() - 1 - arrived.size();
      if (lacking < 0 || lacking > gaps || overlap(arrived)) {
        missing++;
        differs(object.getKey() + ": " + lacking + " of its intervals did not arrive");
      }
    }
    return new Intervals(growths.size(), differing, missing);
  }

  private static TreeMap<Long, Read> object(MetricReads reads, Read read) {
    return reads.byObject().get(read.object());
  }

  /** From zero when the server says so and a counter of the row fell. */
  private static double difference(Read start, Read end) {
    boolean reset = end.fell() && end.since() > start.since();
    return reset ? end.value() : end.value() - start.value();
  }

  private static boolean overlap(List<Growth> growths) {
    List<Growth> sorted = new ArrayList<>(growths);
    sorted.sort((one, other) -> Long.compare(one.endMicros(), other.endMicros()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).startMicros() < sorted.get(i - 1).endMicros()) {
        return true;
      }
    }
    return false;
  }

  private void differs(String line) {
    if (said++ < MOST_SAID) {
      say.accept("differs: " + line);
    }
  }
}
