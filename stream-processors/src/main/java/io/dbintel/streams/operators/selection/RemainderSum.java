package io.dbintel.streams.operators.selection;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.TopSelection;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Sets which rows of a poll are told by name, from the loads of the poll before, and sums the
 * growth of all others exactly. The sum is told with the poll's last chunk, or, if that never
 * comes, when the next poll begins.
 */
public final class RemainderSum implements InstanceOperator<SelectionState> {
  private static final PartCodec<SelectionState> PART = new SelectionStateCodec();

  private final SelectionConfig config;

  /** Selects as {@code config} says. */
  public RemainderSum(SelectionConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "remainder-sum";
  }

  @Override
  public PartCodec<SelectionState> part() {
    return PART;
  }

  @Override
  public SelectionState decide(SelectionState prior, InstanceTurn turn) {
    AdmittedChunk poll = turn.poll();
    if (poll == null) {
      return prior;
    }
    SelectionState state = prior;
    if (prior == null || !prior.read().equals(poll.read())) {
      if (prior != null) {
        tell(prior, source(turn), turn);
      }
      int cut = prior == null ? 0 : prior.histogram().cut(config.top());
      state = begin(poll, cut);
    }
    turn.naming(new TopSelection(state.cut(), config.hardCap() - state.named()));
    return state;
  }

  private static SelectionState begin(AdmittedChunk poll, int cut) {
    return new SelectionState(
        poll.read(),
        poll.interval(),
        poll.header().chunk(),
        cut,
        0,
        LoadHistogram.empty(),
        0,
        StatementDelta.NONE);
  }

  @Override
  public SelectionState settle(SelectionState prior, InstanceTurn turn) {
    AdmittedChunk poll = turn.poll();
    if (poll == null) {
      return prior;
    }
    SelectionState state = add(prior, turn);
    if (!poll.last()) {
      return state;
    }
    return tell(state, source(turn), turn);
  }

  private static SelectionState add(SelectionState state, InstanceTurn turn) {
    LoadHistogram histogram = state.histogram().copy();
    int named = state.named();
    long held = state.held();
    StatementDelta remainder = state.remainder();
    for (RowOutcome row : turn.rows()) {
      if (row.delta() == null) {
        continue;
      }
      histogram.counts()[LoadHistogram.bucket(row.delta(), turn.poll().interval())]++;
      if (row.named()) {
        named++;
      } else {
        held++;
        remainder = remainder.plus(row.delta());
      }
    }
    return new SelectionState(
        state.read(),
        state.interval(),
        turn.poll().header().chunk(),
        state.cut(),
        named,
        histogram,
        held,
        remainder);
  }

  /** Tells what was summed, if anything, and goes on from nothing. */
  private static SelectionState tell(SelectionState state, Source source, InstanceTurn turn) {
    if (state.held() == 0) {
      return state;
    }
    turn.emit(
        new Insight.Remainder(
            source,
            state.read(),
            state.chunk(),
            state.held(),
            state.remainder(),
            state.interval()));
    return new SelectionState(
        state.read(),
        state.interval(),
        state.chunk(),
        state.cut(),
        state.named(),
        state.histogram(),
        0,
        StatementDelta.NONE);
  }

  private static Source source(InstanceTurn turn) {
    return ((VerifiedRecord.Statements) turn.record()).source();
  }
}
