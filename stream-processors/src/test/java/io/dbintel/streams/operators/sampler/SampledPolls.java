package io.dbintel.streams.operators.sampler;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.selection.RemainderSum;
import io.dbintel.streams.operators.selection.SelectionConfig;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies polls of system {@code toy} whose rows grew as they say, with the sampler's operators.
 */
final class SampledPolls {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000_000;

  /** What became of the rows of the last chunk. */
  final List<Sampled> rows = new ArrayList<>();

  /** What became of all rows so far. */
  final List<Sampled> all = new ArrayList<>();

  final List<Insight.Remainder> remainders = new ArrayList<>();
  final Map<String, Long> decisions = new TreeMap<>();

  private final Part<?> selection;
  private final Part<?> rates;
  private final AdaptiveSampler sampler;
  private double override = Double.NaN;

  /**
   * A row after its turn.
   *
   * @param reason null when it was named
   */
  record Sampled(StatementRow row, StatementDelta delta, String reason, double weight) {
    boolean named() {
      return reason == null;
    }
  }

  /** An operator with its state. */
  private static final class Part<S> {
    private final InstanceOperator<S> operator;
    private S state;

    Part(InstanceOperator<S> operator) {
      this.operator = operator;
    }

    void decide(InstanceTurn turn) {
      state = operator.decide(state, turn);
    }

    void afterRows(InstanceTurn turn) {
      state = operator.afterRows(state, turn);
    }
  }

  SampledPolls(SelectionConfig selection, SamplerConfig config) {
    this.selection =
        new Part<>(new RemainderSum(selection, config.targetPerMinute(), config.shadow()));
    this.rates = new Part<>(new SamplingRates(config));
    this.sampler = new AdaptiveSampler(config);
  }

  static SamplerConfig config(String yaml) {
    return ConfigLoader.parse(SamplerConfig.class, yaml);
  }

  /** Applies a chunk that was read at the second, with rows that grew by their values. */
  SampledPolls apply(Polls poll, long second, long seconds, int flags) {
    VerifiedRecord.Statements record = poll.at(second * SECOND - 1).record();
    InstanceTurn instance = Verified.turn(record);
    Interval interval = new Interval((second - seconds) * SECOND, second * SECOND);
    instance.admit(new AdmittedChunk(record.header(), 1, true, false, 0, interval, false));
    selection.decide(instance);
    instance.samplingOverride(override);
    rates.decide(instance);
    StatementTurn turn = new StatementTurn(instance, record, row -> null);
    rows.clear();
    for (StatementRow row : record.rows()) {
      turn.begin(row);
      StatementDelta delta = new StatementDelta(record.counters(), row.values(), flags);
      turn.delta(delta);
      sampler.decide(null, turn);
      RowOutcome outcome = turn.outcome();
      instance.rows().add(outcome);
      rows.add(new Sampled(row, delta, outcome.reason(), turn.weight()));
    }
    all.addAll(rows);
    selection.afterRows(instance);
    rates.afterRows(instance);
    instance.decisions().report((operator, kind, count) -> decisions.merge(kind, count, Long::sum));
    for (Insight insight : instance.insights()) {
      remainders.add((Insight.Remainder) insight);
    }
    return this;
  }

  /** Has a share of all rows kept in place of what the rules say; NaN for no such thing. */
  SampledPolls overriddenBy(double rate) {
    override = rate;
    return this;
  }

  /** A poll without growth, so that nothing is a top row of the next one. */
  SampledPolls warmUp(long second) {
    return apply(busy(Polls.poll("warm", second)), second, 10, 0);
  }

  private static Polls busy(Polls poll) {
    return poll.row(9_999, 0, 1, 1_000_000 * MILLI);
  }

  SamplerState state() {
    return (SamplerState) rates.state;
  }
}
