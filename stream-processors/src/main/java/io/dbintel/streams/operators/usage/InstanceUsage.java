package io.dbintel.streams.operators.usage;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.concurrent.TimeUnit;

/**
 * Adds up what an instance sent and what became of it, by day of its clock, and emits the sum as an
 * increment: at most one a minute, and one when a day ends. Commands are not counted, since the
 * instance did not send them. Must be the last of the operators that emit results.
 */
public final class InstanceUsage implements InstanceOperator<InstanceUsageState> {
  private static final PartCodec<InstanceUsageState> PART = new InstanceUsageStateCodec();
  private static final long INTERVAL_MS = TimeUnit.MINUTES.toMillis(1);

  @Override
  public String name() {
    return "instance-usage";
  }

  @Override
  public PartCodec<InstanceUsageState> part() {
    return PART;
  }

  /** The sequence numbers identify increments, so they must not begin again. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public InstanceUsageState decide(InstanceUsageState prior, InstanceTurn turn) {
    long day = TimeUnit.MILLISECONDS.toDays(turn.clock());
    InstanceUsageState state =
        prior == null ? InstanceUsageState.begin(0, day, turn.clock()) : prior;
    if (state.day() != day) {
      state = InstanceUsageState.begin(emit(state, turn), day, turn.clock());
    }
    if (turn.record() instanceof VerifiedRecord.Order || turn.record().bytes() == 0) {
      return state;
    }
    return new InstanceUsageState(
        state.sequence(),
        state.day(),
        state.emitted(),
        state.pending().plus(1, turn.record().bytes(), 0),
        state.billed(),
        state.withheld());
  }

  @Override
  public InstanceUsageState afterRows(InstanceUsageState prior, InstanceTurn turn) {
    long results = turn.insights().stream().mapToLong(Insight::results).sum();
    InstanceUsageState state =
        new InstanceUsageState(
            prior.sequence(),
            prior.day(),
            prior.emitted(),
            prior.pending().plus(0, 0, results),
            prior.billed().plus(turn.billing().billed()),
            prior.withheld().plus(turn.billing().withheld()));
    if (turn.clock() - state.emitted() < INTERVAL_MS || state.pending().isEmpty()) {
      return state;
    }
    return InstanceUsageState.begin(emit(state, turn), state.day(), turn.clock());
  }

  /** Emits the sum, if there is one; returns the number of the last increment. */
  private static long emit(InstanceUsageState state, InstanceTurn turn) {
    UsageSum sum = state.pending();
    if (sum.isEmpty()) {
      return state.sequence();
    }
    long sequence = state.sequence() + 1;
    turn.emit(
        new Insight.InstanceUsage(
            sequence,
            state.day(),
            sum.rawRecords(),
            sum.rawBytes(),
            sum.resultRecords(),
            state.billed(),
            state.withheld(),
            turn.billing().order()));
    return sequence;
  }
}
