package io.dbintel.streams.operators.sampler;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.streams.identity.SamplePoint;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.Sampling;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Load;

/**
 * Decides which rows leave under their own names; all others are folded into the remainder of their
 * database. In this order: a row with a high load is named; one that was never seen before, or is
 * of severity WARN or worse, is named; of the others the first rule that applies has its share
 * named, those whose {@link SamplePoint} is below the rate; while a {@link SamplerOverride} holds,
 * its rate is that of all of them. No more rows of a poll are named than it has slots, and what
 * rows with a high load will need is kept free for them.
 *
 * <p>A row kept by a rule stands for {@code 1 / rate} rows (Horvitz and Thompson, "A Generalization
 * of Sampling Without Replacement From a Finite Universe", JASA 47, 1952; OpenTelemetry calls it
 * the adjusted count). It is for counting rows: the counters of what is not named are in the
 * remainder.
 */
public final class AdaptiveSampler implements StatementOperator<Void> {
  private static final String NAME = "adaptive-sampler";
  private static final String OVER_CAP = "over_cap";
  private static final String LOW_LOAD = "low_load";

  private final RuleList rules;
  private final boolean shadow;

  /** Samples as {@code config} says. */
  public AdaptiveSampler(SamplerConfig config) {
    this.rules = new RuleList(config.compiled());
    this.shadow = config.shadow();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PartCodec<Void> part() {
    return null;
  }

  @Override
  public Void decide(Void prior, StatementTurn turn) {
    Sampling sampling = turn.instance().sampling();
    long nanos = turn.delta().sum(turn.catalogue().maskOf(CounterRole.EXEC_TIME));
    if (Load.bucket(nanos, turn.chunk().interval()) >= sampling.minBucket()) {
      decideByLoad(sampling, turn);
    } else {
      decideByRules(nanos, sampling, turn);
    }
    return null;
  }

  private static void decideByLoad(Sampling sampling, StatementTurn turn) {
    if (sampling.takeTopSlot()) {
      count("load", turn);
      turn.name();
    } else {
      turn.fold(OVER_CAP);
    }
  }

  private void decideByRules(long nanos, Sampling sampling, StatementTurn turn) {
    StatementFields row = new StatementFields(turn);
    if ((turn.delta().flags() & DeltaFlag.FIRST_SEEN.bit()) != 0) {
      keepAlways("first_seen", sampling, turn);
    } else if (row.severity() != Severity.INFO) {
      keepAlways("severity", sampling, turn);
    } else if (sampling.takeDecision()) {
      int rule = rules.firstOf(row, NAME, turn.instance().decisions());
      if (rule != RuleList.NONE) {
        sampling.count(rule, nanos);
      }
      decideByRate(rule, sampling, turn);
    } else {
      hold("over_ceiling", turn);
    }
  }

  private void keepAlways(String reason, Sampling sampling, StatementTurn turn) {
    keep(reason, 1, sampling, turn);
    if (turn.folded() == null) {
      sampling.keepAlways();
    }
  }

  private void decideByRate(int rule, Sampling sampling, StatementTurn turn) {
    boolean overridden = sampling.isOverridden();
    if (rule == RuleList.NONE && !overridden) {
      hold("no_rule", turn);
      return;
    }
    String reason = overridden ? SamplerOverride.OVERRIDE : rules.label(rule);
    double rate = sampling.rate(rule);
    if (SamplePoint.of(turn.row().key().storeKey(), sampling.window()) < rate) {
      keep(reason, 1 / rate, sampling, turn);
    } else {
      hold(reason, turn);
    }
  }

  private void keep(String reason, double weight, Sampling sampling, StatementTurn turn) {
    if (shadow) {
      count("shadow_kept", turn);
      turn.fold(LOW_LOAD);
    } else if (sampling.takeSlot()) {
      count(reason, turn);
      turn.name(weight);
    } else {
      turn.fold(OVER_CAP);
    }
  }

  private void hold(String reason, StatementTurn turn) {
    if (shadow) {
      count("shadow_held", turn);
      turn.fold(LOW_LOAD);
    } else {
      turn.fold(reason);
    }
  }

  private static void count(String kind, StatementTurn turn) {
    turn.instance().decisions().count(NAME, kind, 1);
  }
}
