package io.dbintel.exporter.sink;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what was shortened to limits of a destination, by limit. Not thread-safe. */
public final class Shortenings {
  private final SortedMap<String, Integer> counts = new TreeMap<>();

  /** Counts one. */
  public void count(String limit) {
    counts.merge(limit, 1, Integer::sum);
  }

  /** Counts what was counted elsewhere. */
  public void add(SortedMap<String, Integer> more) {
    more.forEach((limit, count) -> counts.merge(limit, count, Integer::sum));
  }

  /** What was counted, by limit. */
  public SortedMap<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
