package io.dbintel.streams.operators.deltas;

import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.StatementRow;

/**
 * Turns a row's cumulative counters into growth. Deltas telescope, so their sum is the last value
 * less the base; what needs care is the base.
 *
 * <ul>
 *   <li>The row is remembered from this life of the counters, no counter is lower and its origin is
 *       the same: the base is what is remembered.
 *   <li>A counter is lower, or the origin newer: the row left the view and came back from zero.
 *       Every counter that was last read no later than the lower one has base 0. One that was read
 *       later may have been read before or after: its base stays, which can only count too little.
 *   <li>The row is not remembered: its base is 0 when the poll says that unknown rows started from
 *       zero, or when the row says it started after the watch did; else the row is its own base.
 * </ul>
 */
public final class CounterDeltas implements StatementOperator<CounterBase> {
  private static final PartCodec<CounterBase> PART = new CounterBaseCodec();

  @Override
  public String name() {
    return "counter-deltas";
  }

  @Override
  public PartCodec<CounterBase> part() {
    return PART;
  }

  @Override
  public CounterBase decide(CounterBase prior, StatementTurn turn) {
    AdmittedChunk poll = turn.poll();
    StatementRow read = turn.read();
    CounterBase known = prior != null && prior.generation() == poll.generation() ? prior : null;
    if (!read.readable()) {
      turn.hold("unreadable");
      return known != null ? known : CounterBase.unknown(poll.generation());
    }
    long mask = turn.columns().mask();
    long[] values = turn.columns().dense(read.values());
    if (known == null) {
      return firstRead(turn, mask, values, prior != null);
    }
    CounterBase next;
    long base = known.known();
    int flags = 0;
    long lower = lowerCounters(known, mask, values);
    boolean newer = known.origin() != 0 && read.statsSince() > known.origin();
    if (lower == 0 && !newer) {
      next = merge(known, known.known(), known.fromZero(), mask, values, read);
    } else {
      boolean sinceLastRead = newer || (lower & known.fresh()) != 0;
      base = sinceLastRead ? 0 : known.fresh();
      flags = DeltaFlag.EVICTED.bit();
      next = merge(known, base, true, mask, values, read);
    }
    tell(turn, growth(known, base, next.fromZero(), mask, values, flags));
    return next;
  }

  private static CounterBase firstRead(
      StatementTurn turn, long mask, long[] values, boolean olderLife) {
    AdmittedChunk poll = turn.poll();
    long origin = turn.read().statsSince();
    boolean fromZero = poll.fromZero() || origin > poll.watchStart();
    if (fromZero) {
      boolean reset = poll.reset() || (olderLife && poll.fromZero());
      DeltaFlag flag = reset ? DeltaFlag.RESET : DeltaFlag.FIRST_SEEN;
      tell(turn, new StatementDelta(mask, values, flag.bit()));
    } else {
      turn.hold("baseline");
    }
    return new CounterBase(poll.generation(), origin, fromZero, mask, mask, values);
  }

  private static long lowerCounters(CounterBase known, long mask, long[] values) {
    long lower = 0;
    for (long rest = known.known() & mask; rest != 0; rest &= rest - 1) {
      long bit = Long.lowestOneBit(rest);
      if (values[CounterSet.rank(mask, bit)] < known.value(bit)) {
        lower |= bit;
      }
    }
    return lower;
  }

  /** The row as now known: the read's counters, and those of {@code kept} that it did not carry. */
  private static CounterBase merge(
      CounterBase known,
      long kept,
      boolean fromZero,
      long mask,
      long[] values,
      StatementRow read) {
    long union = kept | mask;
    long[] merged = values;
    if (union != mask) {
      merged = new long[Long.bitCount(union)];
      int rank = 0;
      for (long rest = union; rest != 0; rest &= rest - 1) {
        long bit = Long.lowestOneBit(rest);
        merged[rank++] = (mask & bit) != 0 ? values[CounterSet.rank(mask, bit)] : known.value(bit);
      }
    }
    long origin = read.statsSince() != 0 ? read.statsSince() : known.origin();
    return new CounterBase(known.generation(), origin, fromZero, union, mask, merged);
  }

  private static StatementDelta growth(
      CounterBase known, long base, boolean fromZero, long mask, long[] values, int flags) {
    long told = fromZero ? mask : mask & base;
    long[] growth = new long[Long.bitCount(told)];
    int rank = 0;
    for (long rest = told; rest != 0; rest &= rest - 1) {
      long bit = Long.lowestOneBit(rest);
      long start = (base & bit) != 0 ? known.value(bit) : 0;
      growth[rank++] = values[CounterSet.rank(mask, bit)] - start;
    }
    return new StatementDelta(told, growth, flags);
  }

  private static void tell(StatementTurn turn, StatementDelta delta) {
    if (delta.isZero()) {
      turn.hold("unchanged");
    } else {
      turn.delta(delta);
    }
  }
}
