package io.dbintel.streams.operator;

import java.util.Arrays;

/**
 * Counts what operators decided, by kind, for their metrics: no result depends on it. The few kinds
 * there are compare by identity first, so that a row costs no map and no boxing. Not thread-safe.
 */
public final class Decisions {
  private String[] operators = new String[8];
  private String[] kinds = new String[8];
  private long[] counts = new long[8];
  private int size;

  /** Takes what was counted. */
  @FunctionalInterface
  public interface Receiver {
    void take(String operator, String kind, long count);
  }

  /** Counts decisions of an operator. */
  public void count(String operator, String kind, long more) {
    for (int i = 0; i < size; i++) {
      if (kinds[i].equals(kind) && operators[i].equals(operator)) {
        counts[i] += more;
        return;
      }
    }
    if (size == counts.length) {
      operators = Arrays.copyOf(operators, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    operators[size] = operator;
    kinds[size] = kind;
    counts[size++] = more;
  }

  /** Gives everything that was counted. */
  public void report(Receiver receiver) {
    for (int i = 0; i < size; i++) {
      receiver.take(operators[i], kinds[i], counts[i]);
    }
  }
}
