package io.dbintel.streams.statements;

import java.util.Arrays;

/**
 * How much a statement's counters grew: times in nanoseconds, everything else in the unit that the
 * system's catalogue gives the counter.
 *
 * @param mask the counters whose growth is known, as bits ({@link CounterSet})
 * @param values their growth, dense, never negative
 * @param flags set of {@link DeltaFlag}
 */
@SuppressWarnings("ArrayRecordComponent")
public record StatementDelta(long mask, long[] values, int flags) {
  /** No counters at all; the neutral element of {@link #plus}. */
  public static final StatementDelta NONE = new StatementDelta(0, new long[0], 0);

  /** Growth of the counters in {@code wanted}, added up; 0 for those whose growth is not known. */
  public long sum(long wanted) {
    long sum = 0;
    for (long rest = mask & wanted; rest != 0; rest &= rest - 1) {
      sum += values[CounterSet.rank(mask, Long.lowestOneBit(rest))];
    }
    return sum;
  }

  /** True when nothing grew. */
  public boolean isZero() {
    for (long value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the sum of both, with the flags of both. */
  public StatementDelta plus(StatementDelta other) {
    long union = mask | other.mask;
    long[] sums = new long[Long.bitCount(union)];
    addInto(sums, union);
    other.addInto(sums, union);
    return new StatementDelta(union, sums, flags | other.flags);
  }

  private void addInto(long[] sums, long union) {
    int rank = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      sums[CounterSet.rank(union, Long.lowestOneBit(rest))] += values[rank++];
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof StatementDelta other
        && mask == other.mask
        && flags == other.flags
        && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(mask) + Arrays.hashCode(values)) + flags;
  }
}
