package io.dbintel.streams.statements;

/**
 * Sets of counters, as bits by the counters' numbers in their system's catalogue, and arrays of the
 * set counters' values in the order of their numbers ("dense" arrays).
 */
public final class CounterSet {
  private CounterSet() {}

  /** Position of the counter with {@code bit} in a dense array of the counters in {@code mask}. */
  public static int rank(long mask, long bit) {
    return Long.bitCount(mask & (bit - 1));
  }

  /** Number of counters in the set. */
  public static int size(long mask) {
    return Long.bitCount(mask);
  }
}
