package io.dbintel.streams.operators.selection;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.Sampling;
import io.dbintel.streams.operator.TopSelection;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.Load;
import java.util.List;

/**
 * Sets which rows of a poll are named because of their load, from the loads of the poll before, and
 * sums the growth of all that are not named exactly, by database. The sums are emitted with the
 * poll's last chunk, or, if that never comes, when the next poll begins.
 */
public final class RemainderSum implements InstanceOperator<SelectionState> {
  private static final PartCodec<SelectionState> PART = new SelectionStateCodec();
  private static final double MICROS_PER_MINUTE = 6e7;
  private static final long THOUSANDTHS = 1_000;

  private final SelectionConfig config;
  private final int targetPerMinute;
  private final boolean fixed;

  /**
   * Selects as {@code config} says.
   *
   * @param targetPerMinute records a minute that an instance should have at most
   * @param fixed whether the number of named rows depends on {@code config.top} alone
   */
  public RemainderSum(SelectionConfig config, int targetPerMinute, boolean fixed) {
    this.config = config;
    this.targetPerMinute = targetPerMinute;
    this.fixed = fixed;
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
    if (prior == null) {
      state = SelectionState.begin(chunk, 0, config.hardCap(), targetPerMinute * THOUSANDTHS);
    } else if (!prior.read().equals(chunk.read())) {
      emit(prior, turn);
      state = begin(chunk, prior);
    }
    turn.selection(
        new TopSelection(state.minBucket(), config.hardCap() - state.named(), state.topToCome()));
    return state;
  }

  /**
   * Begins a poll. It may name as many rows as its interval should have records, or a tenth of what
   * earlier polls of the last minute left over: intervals are short where two polls follow each
   * other, and the target is that of a minute.
   */
  private SelectionState begin(AdmittedChunk chunk, SelectionState prior) {
    long earned = (long) (targetPerMinute * THOUSANDTHS * minutes(chunk.interval()));
    long left = prior.credit() + earned - prior.named() * THOUSANDTHS;
    long credit = Math.max(0, Math.min(left, targetPerMinute * THOUSANDTHS));
    long budget = Math.max(1, Math.max(earned, credit / 10) / THOUSANDTHS);
    int minBucket = minBucket(prior.histogram(), (int) Math.min(budget, Integer.MAX_VALUE));
    return SelectionState.begin(chunk, minBucket, prior.histogram().passing(minBucket), credit);
  }

  private static double minutes(Interval interval) {
    return Math.max(0, interval.end() - interval.start()) / MICROS_PER_MINUTE;
  }

  private int minBucket(LoadHistogram loads, int budget) {
    if (fixed) {
      return loads.minBucket(config.top(), config.top(), 0);
    }
    return loads.minBucket(
        Math.min(config.top(), budget), Math.min(config.hardCap(), budget), config.share());
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
    VerifiedRecord.Statements record = (VerifiedRecord.Statements) turn.record();
    long execTime =
        record.source().catalogue().statements().orElseThrow().maskOf(CounterRole.EXEC_TIME);
    LoadHistogram histogram = state.histogram().copy();
    Remainders remainders = new Remainders(state.remainders());
    int named = state.named();
    List<RowOutcome> rows = turn.rows();
    for (int i = 0; i < rows.size(); i++) {
      RowOutcome row = rows.get(i);
      if (row.delta() == null) {
        continue;
      }
      histogram.count(Load.bucket(row.delta().sum(execTime), chunk.interval()));
      if (row.named()) {
        named++;
      } else {
        remainders.add(record.database(record.rows().get(i)), row.delta());
      }
    }
    Sampling sampling = turn.sampling();
    return new SelectionState(
        state.read(),
        state.interval(),
        chunk.header().chunk(),
        state.minBucket(),
        named,
        histogram,
        Math.max(0, state.topToCome() - sampling.topNamed()),
        state.credit(),
        remainders.sums());
  }

  /** Emits what was summed, if anything, and goes on from nothing. */
  private static SelectionState emit(SelectionState state, InstanceTurn turn) {
    for (DatabaseSum sum : state.remainders()) {
      turn.emit(
          new Insight.Remainder(
              turn.record().source(),
              state.read(),
              state.chunk(),
              sum.database(),
              sum.rows(),
              sum.sum(),
              state.interval()));
    }
    return state.remainders().isEmpty() ? state : state.withoutRemainders();
  }
}
