package io.dbintel.streams.operators.selection;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.TopSelection;

/**
 * Sets which rows of a poll are named, from the loads of the poll before, and sums the growth of
 * all others exactly. The sum is emitted with the poll's last chunk, or, if that never comes, when
 * the next poll begins.
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
    AdmittedChunk chunk = turn.chunk();
    if (chunk == null) {
      return prior;
    }
    SelectionState state = prior;
    if (prior == null || !prior.read().equals(chunk.read())) {
      if (prior != null) {
        emit(prior, turn);
      }
      int minBucket = prior == null ? 0 : prior.histogram().minBucket(config.top());
      state = SelectionState.begin(chunk, minBucket);
    }
    turn.selection(new TopSelection(state.minBucket(), config.hardCap() - state.named()));
    return state;
  }

  @Override
  public SelectionState afterRows(SelectionState prior, InstanceTurn turn) {
    AdmittedChunk chunk = turn.chunk();
    if (chunk == null) {
      return prior;
    }
    SelectionState state = add(prior, turn);
    return chunk.last() ? emit(state, turn) : state;
  }

  private static SelectionState add(SelectionState state, InstanceTurn turn) {
    AdmittedChunk chunk = turn.chunk();
    StatementCatalogue catalogue = turn.record().source().catalogue().statements().orElseThrow();
    long execTime = catalogue.maskOf(CounterRole.EXEC_TIME);
    LoadHistogram histogram = state.histogram().copy();
    RowSum remainder = new RowSum(state.remainder());
    int named = state.named();
    long folded = state.folded();
    for (RowOutcome row : turn.rows()) {
      if (row.delta() == null) {
        continue;
      }
      histogram.count(LoadHistogram.bucket(row.delta().sum(execTime), chunk.interval()));
      if (row.named()) {
        named++;
      } else {
        folded++;
        remainder.add(row.delta());
      }
    }
    return new SelectionState(
        state.read(),
        state.interval(),
        chunk.header().chunk(),
        state.minBucket(),
        named,
        histogram,
        folded,
        remainder.total());
  }

  /** Emits what was summed, if anything, and goes on from nothing. */
  private static SelectionState emit(SelectionState state, InstanceTurn turn) {
    if (state.folded() == 0) {
      return state;
    }
    turn.emit(
        new Insight.Remainder(
            turn.record().source(),
            state.read(),
            state.chunk(),
            state.folded(),
            state.remainder(),
            state.interval()));
    return state.withoutRemainder();
  }
}
