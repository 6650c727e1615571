package io.dbintel.benchmarks.day;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the second half of a measured day with its first half: at steady load nothing may be
 * greater in it but by what a moment makes of it.
 */
final class Growth {
  /** Heap is what the last collection left of garbage, too. */
  static final String HEAP = "heap bytes";

  private static final double MOMENT = 0.03;
  private static final double HEAP_MOMENT = 0.25;

  /** One entry more or less of a hundred is no growth. */
  private static final double LEAST = 64;

  private Growth() {}

  /**
   * What is greater in the second half, a line each; empty for nothing.
   *
   * @param day samples of the measured day, one for each hour
   */
  static List<String> of(List<Sample> day) {
    List<String> grown = new ArrayList<>();
    int half = day.size() / 2;
    for (String name : day.get(0).figures().keySet()) {
      long first = greatest(name, day.subList(0, half));
      long second = greatest(name, day.subList(half, day.size()));
      double moment = name.equals(HEAP) ? HEAP_MOMENT : MOMENT;
      if (second > first + Math.max(LEAST, first * moment)) {
        grown.add(name + " grew from " + first + " in the first half to " + second);
      }
    }
    return grown;
  }

  private static long greatest(String name, List<Sample> samples) {
    return samples.stream()
        .mapToLong(sample -> sample.figures().getOrDefault(name, 0L))
        .max()
        .orElse(0);
  }
}
