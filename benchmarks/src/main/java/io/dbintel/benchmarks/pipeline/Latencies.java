package io.dbintel.benchmarks.pipeline;

/** Durations in whole milliseconds, counted; all above {@value #MAX_MILLIS} count as that. */
final class Latencies {

  static final int MAX_MILLIS = 60_000;

  private final long[] counts = new long[MAX_MILLIS + 1];
  private long size;

  void add(long millis) {
    counts[(int) Math.max(0, Math.min(MAX_MILLIS, millis))]++;
    size++;
  }

  long size() {
    return size;
  }

  /**
   * The smallest duration that at least {@code percent} of a hundred do not exceed.
   *
   * @throws IllegalStateException when there are none
   */
  int percentile(double percent) {
    if (size == 0) {
      throw new IllegalStateException("no durations were added");
    }
    long wanted = Math.max(1, (long) Math.ceil(size * percent / 100));
    int millis = 0;
    for (long passed = counts[0]; passed < wanted; passed += counts[millis]) {
      millis++;
    }
    return millis;
  }
}
