package io.dbintel.streams.statements;

import io.dbintel.schemas.statement.StatementCounter;
import io.dbintel.streams.statements.CounterSet;
import java.util.Arrays;

/**
 * How much a statement's counters grew: times in nanoseconds, else counts or bytes, as {@link
 * StatementCounter} says.
 *
 * @param mask the counters whose growth is known, as bits of {@link CounterSet}
 * @param values their growth, dense, never negative
 * @param flags set of {@link DeltaFlag}
 */
@SuppressWarnings("ArrayRecordComponent")
public record StatementDelta(long mask, long[] values, int flags) {
  /** No counters at all; the neutral element of {@link #plus}. */
  public static final StatementDelta NONE = new StatementDelta(0, new long[0], 0);

  /** Growth of one counter; 0 where it is not known. */
  public long value(StatementCounter counter) {
    long bit = CounterSet.bit(counter);
    return (mask & bit) == 0 ? 0 : values[CounterSet.rank(mask, bit)];
  }

  /** True when the counter's growth is known. */
  public boolean has(StatementCounter counter) {
    return (mask & CounterSet.bit(counter)) != 0;
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
