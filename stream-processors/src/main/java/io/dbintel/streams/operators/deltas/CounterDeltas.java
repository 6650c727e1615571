package io.dbintel.streams.operators.deltas;

import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementRow;

/**
 * Turns a row's cumulative counters into growth. Deltas telescope, so their sum is the last value
 * less the base; what needs care is the base. Whether a row came back from zero is decided by its
 * origin and its integer counters, never by a time: a time that falls while they do not is
 * rounding, and its base stays until it has grown past it.
 *
 * <ul>
 *   <li>The row is remembered from this epoch, no integer counter is lower and its origin is the
 *       same: the base is what is remembered.
 *   <li>The origin is newer, or there is none and an integer counter is lower: the row left the
 *       view and came back from zero. Every counter that was last read no later than the lower one
 *       has base 0. One that was read later may have been read before or after: its base stays,
 *       which can only count too little.
 *   <li>An integer counter is lower and the origin is not newer, as after a restore: the row is its
 *       own base.
 *   <li>The row is not remembered: its base is 0 when the poll says that unknown rows started from
 *       zero, or when the row says it started while monitored; else the row is its own base.
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

  /** A row that was last read under another selection may only have got out of sight. */
  @Override
  public boolean keeps(CounterBase state, AdmittedChunk chunk) {
    return state.generation() == chunk.generation() && state.selection() != selection(chunk);
  }

  private static int selection(AdmittedChunk chunk) {
    return (int) chunk.header().selection();
  }

  @Override
  public CounterBase decide(CounterBase prior, StatementTurn turn) {
    AdmittedChunk chunk = turn.chunk();
    StatementRow row = turn.row();
    CounterBase known = prior != null && prior.generation() == chunk.generation() ? prior : null;
    if (!row.readable()) {
      turn.skip(RowOutcome.UNREADABLE);
      return known != null ? known : CounterBase.unknown(chunk.generation(), selection(chunk));
    }
    if (known == null) {
      return firstRead(turn, prior != null);
    }
    long mask = turn.record().counters();
    long times = turn.catalogue().timeCounters();
    long lower = lower(known, mask & ~times, mask, row.values());
    boolean bothSayOrigin = known.origin() != 0 && row.origin() != 0;
    if (bothSayOrigin && row.origin() > known.origin()) {
      return grow(known, 0, DeltaFlag.EVICTED.bit(), turn);
    }
    if (lower == 0) {
      return grow(known, known.known(), 0, turn);
    }
    if (bothSayOrigin) {
      turn.skip(RowOutcome.REWOUND);
      return ownBase(turn, false);
    }
    boolean sinceLastRead = (lower & known.fresh()) != 0;
    return grow(known, sinceLastRead ? 0 : known.fresh(), DeltaFlag.EVICTED.bit(), turn);
  }

  private static CounterBase firstRead(StatementTurn turn, boolean ofOtherEpoch) {
    AdmittedChunk chunk = turn.chunk();
    boolean fromZero = chunk.fromZero() || turn.row().origin() > chunk.monitoredSince();
    if (fromZero) {
      boolean reset = chunk.reset() || (ofOtherEpoch && chunk.fromZero());
      DeltaFlag flag = reset ? DeltaFlag.RESET : DeltaFlag.FIRST_SEEN;
      give(turn, new StatementDelta(turn.record().counters(), turn.row().values(), flag.bit()));
    } else {
      turn.skip(RowOutcome.BASELINE);
    }
    return ownBase(turn, fromZero);
  }

  private static CounterBase ownBase(StatementTurn turn, boolean fromZero) {
    long mask = turn.record().counters();
    StatementRow row = turn.row();
    return new CounterBase(
        turn.chunk().generation(),
        selection(turn.chunk()),
        row.origin(),
        fromZero,
        mask,
        mask,
        row.values());
  }

  /** Those of {@code wanted} that are lower in {@code values} than last read, as bits. */
  private static long lower(CounterBase known, long wanted, long mask, long[] values) {
    long lower = 0;
    long[] last = known.values();
    int readRank = 0;
    int lastRank = 0;
    for (long rest = known.known() | mask; rest != 0; rest &= rest - 1) {
      long bit = Long.lowestOneBit(rest);
      boolean isRead = (mask & bit) != 0;
      boolean isKnown = (known.known() & bit) != 0;
      if (isRead && isKnown && (wanted & bit) != 0 && values[readRank] < last[lastRank]) {
        lower |= bit;
      }
      readRank += isRead ? 1 : 0;
      lastRank += isKnown ? 1 : 0;
    }
    return lower;
  }

  /**
   * Gives the growth since the base and returns the row as now known.
   *
   * @param base the counters whose base is what is remembered; the others' base is 0
   * @param flags why not all of {@code known} is in the base; 0 when it is
   */
  private static CounterBase grow(CounterBase known, long base, int flags, StatementTurn turn) {
    long mask = turn.record().counters();
    long[] read = turn.row().values();
    boolean fromZero = known.fromZero() || flags != 0;
    long grown = fromZero ? mask : mask & base;
    long union = base | mask;
    long[] growth = new long[Long.bitCount(grown)];
    long[] next = new long[Long.bitCount(union)];
    long[] last = known.values();
    int readRank = 0;
    int lastRank = 0;
    int growthRank = 0;
    int nextRank = 0;
    for (long rest = known.known() | mask; rest != 0; rest &= rest - 1) {
      long bit = Long.lowestOneBit(rest);
      boolean isKnown = (known.known() & bit) != 0;
      long start = (base & bit) != 0 ? last[lastRank] : 0;
      lastRank += isKnown ? 1 : 0;
      if ((mask & bit) == 0) {
        if ((base & bit) != 0) {
          next[nextRank++] = start;
        }
        continue;
      }
      // Only a time can be below its base here: the base stays.
      long value = Math.max(start, read[readRank++]);
      next[nextRank++] = value;
      if ((grown & bit) != 0) {
        growth[growthRank++] = value - start;
      }
    }
    give(turn, new StatementDelta(grown, growth, flags));
    StatementRow row = turn.row();
    return new CounterBase(
        known.generation(),
        selection(turn.chunk()),
        row.origin() != 0 ? row.origin() : known.origin(),
        fromZero,
        union,
        mask,
        next);
  }

  private static void give(StatementTurn turn, StatementDelta delta) {
    if (delta.isZero()) {
      turn.skip(RowOutcome.UNCHANGED);
    } else {
      turn.delta(delta);
    }
  }
}
