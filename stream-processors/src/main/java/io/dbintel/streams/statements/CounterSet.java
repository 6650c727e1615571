package io.dbintel.streams.statements;

import io.dbintel.schemas.statement.StatementCounter;
import java.util.List;
import java.util.Optional;

/**
 * Which counters a poll read, and where each stands in a row's values.
 *
 * <p>Counters are handled as a set of bits, one for each {@link StatementCounter#id()} (below 64),
 * and as arrays of the set counters' values in the order of their ids ("dense" arrays).
 */
public final class CounterSet {
  private final long mask;
  private final int[] positions;

  private CounterSet(long mask, int[] positions) {
    this.mask = mask;
    this.positions = positions;
  }

  /** Resolves column names; names the catalogue does not know come from newer agents: not used. */
  public static CounterSet of(List<String> names) {
    int[] byId = new int[Long.SIZE];
    long mask = 0;
    for (int position = 0; position < names.size(); position++) {
      Optional<StatementCounter> counter = StatementCounter.ofColumn(names.get(position));
      if (counter.isPresent()) {
        mask |= bit(counter.get());
        byId[counter.get().id()] = position;
      }
    }
    int[] positions = new int[Long.bitCount(mask)];
    int rank = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      positions[rank++] = byId[Long.numberOfTrailingZeros(rest)];
    }
    return new CounterSet(mask, positions);
  }

  /** The bit that stands for {@code counter}. */
  public static long bit(StatementCounter counter) {
    return 1L << counter.id();
  }

  /** Position of the counter with {@code bit} in a dense array of the counters in {@code mask}. */
  public static int rank(long mask, long bit) {
    return Long.bitCount(mask & (bit - 1));
  }

  /** The counters read, as bits. */
  public long mask() {
    return mask;
  }

  /** Returns the row's values as a dense array. */
  public long[] dense(long[] values) {
    long[] dense = new long[positions.length];
    for (int rank = 0; rank < positions.length; rank++) {
      dense[rank] = values[positions[rank]];
    }
    return dense;
  }
}
