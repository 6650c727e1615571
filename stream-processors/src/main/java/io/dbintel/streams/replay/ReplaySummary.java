package io.dbintel.streams.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is different between the results of a replay and those that were given then.
 *
 * @param kinds counts by kind of result
 * @param workThen what statements did by the results then
 * @param workNow by those of the replay
 * @param detectionsThen private values found by the ledgers then
 * @param detectionsNow by those of the replay
 * @param instances instances of which something differs, or for which a base was missing
 */
public record ReplaySummary(
    SortedMap<String, KindCount> kinds,
    WorkSum workThen,
    WorkSum workNow,
    long detectionsThen,
    long detectionsNow,
    SortedMap<String, InstanceDifference> instances) {
  private static final int NAMED = 20;

  /** Copies the maps. */
  public ReplaySummary {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
  }

  /** Results that are not the same in both. */
  public long differing() {
    return kinds.values().stream().mapToLong(KindCount::differing).sum();
  }

  /** Results of the replay. */
  public long replayed() {
    return kinds.values().stream().mapToLong(KindCount::now).sum();
  }

  /** Results of either. */
  public long all() {
    return kinds.values().stream().mapToLong(count -> count.then() + count.onlyNow()).sum();
  }

  /** Statement rows and metric series that the replay had no base for. */
  public long cold() {
    return instances.values().stream().mapToLong(one -> one.coldRows() + one.coldSeries()).sum();
  }

  /** The summary for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-32s %12s %12s %12s %12s %12s",
            "results",
            "then",
            "now",
            "changed",
            "only then",
            "only now"));
    kinds.forEach(
        (kind, count) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-32s %12d %12d %12d %12d %12d",
                    kind,
                    count.then(),
                    count.now(),
                    count.changed(),
                    count.onlyThen(),
                    count.onlyNow())));
    lines.add(work());
    lines.add(
        "private values found, by ledgers: " + detectionsThen + " then, " + detectionsNow + " now");
    lines.add(coldState());
    long texts = instances.values().stream().mapToLong(InstanceDifference::withoutText).sum();
    if (texts > 0) {
      lines.add(texts + " changed results lack a text, published before the warm-up began");
    }
    largest().forEach(one -> lines.add(line(one.getKey(), one.getValue())));
    lines.add(differing() + " of " + all() + " results differ");
    return lines;
  }

  private String work() {
    WorkSum more = workNow.minus(workThen);
    return String.format(
        Locale.ROOT,
        "statements: %d calls then, %+d now; %d ns then, %+d now; %d rows then, %+d now",
        workThen.calls(),
        more.calls(),
        workThen.timeNanos(),
        more.timeNanos(),
        workThen.rows(),
        more.rows());
  }

  private String coldState() {
    if (cold() == 0) {
      return "cold state: none";
    }
    List<String> named =
        instances.entrySet().stream()
            .filter(one -> one.getValue().isCold())
            .map(
                one ->
                    one.getKey()
                        + " ("
                        + one.getValue().coldRows()
                        + " rows, "
                        + one.getValue().coldSeries()
                        + " series)")
            .toList();
    return "cold state, without a base inside the window: "
        + String.join(", ", named.subList(0, Math.min(NAMED, named.size())))
        + (named.size() > NAMED ? " and " + (named.size() - NAMED) + " more instances" : "");
  }

  /** The instances that differ most. */
  private List<Map.Entry<String, InstanceDifference>> largest() {
    return instances.entrySet().stream()
        .filter(one -> one.getValue().differing() > 0)
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, InstanceDifference> one) -> -one.getValue().differing())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .toList();
  }

  private static String line(String instance, InstanceDifference found) {
    return String.format(
        Locale.ROOT,
        "  %s: %d changed, %d only then, %d only now; %+d calls, %+d ns, %+d rows",
        instance,
        found.changed(),
        found.onlyThen(),
        found.onlyNow(),
        found.work().calls(),
        found.work().timeNanos(),
        found.work().rows());
  }
}
