package io.dbintel.streams.operators.selection;

import io.dbintel.streams.statements.StatementDelta;

/** Adds up deltas without an array for each. Not thread-safe. */
final class RowSum {
  private final long[] sums = new long[Long.SIZE];
  private long mask;
  private int flags;

  /** Begins with {@code start}. */
  RowSum(StatementDelta start) {
    add(start);
  }

  void add(StatementDelta delta) {
    mask |= delta.mask();
    flags |= delta.flags();
    long[] values = delta.values();
    int rank = 0;
    for (long rest = delta.mask(); rest != 0; rest &= rest - 1) {
      sums[Long.numberOfTrailingZeros(rest)] += values[rank++];
    }
  }

  StatementDelta total() {
    long[] values = new long[Long.bitCount(mask)];
    int rank = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      values[rank++] = sums[Long.numberOfTrailingZeros(rest)];
    }
    return new StatementDelta(mask, values, flags);
  }
}
