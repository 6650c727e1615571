package io.dbintel.streams.operators.sampler;

import io.dbintel.streams.identity.SamplePoint;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.Sampling;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which sessions of a tick leave as samples: those that have run the longest, and of the
 * others the share that the first rule that applies says, by their {@link SamplePoint}. A sample
 * kept by a rule stands for {@code 1 / rate} sessions, so that the weights of a tick add up to
 * about its sessions; how many there were exactly is in the ledger.
 */
public final class SessionSampler implements InstanceOperator<Void> {
  private static final String NAME = "session-sampler";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final RuleList rules;
  private final int always;
  private final boolean shadow;

  /** Samples as {@code config} says. */
  public SessionSampler(SamplerConfig config) {
    this.rules = new RuleList(config.compiled());
    this.always = config.sessionsPerTick();
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
  public boolean accepts(InstanceTurn turn) {
    return turn.sessions() != null;
  }

  @Override
  public Void decide(Void prior, InstanceTurn turn) {
    VerifiedRecord.Sessions tick = turn.sessions();
    boolean[] longest = longest(tick);
    int kept = 0;
    for (int i = 0; i < longest.length; i++) {
      SessionSnapshot session = tick.sessions().get(i);
      double weight = longest[i] ? keepAlways(turn) : sample(session, tick, turn);
      if (shadow && !longest[i]) {
        count(weight > 0 ? "shadow_kept" : "shadow_held", turn);
        weight = 1;
      }
      if (weight > 0) {
        kept++;
        turn.emit(
            new Insight.QuerySample(tick.source(), tick.read(), tick.readTime(), session, weight));
      }
    }
    turn.countSessions(longest.length, kept);
    return null;
  }

  /** Marks the sessions that have run the longest; of equals those that stand first. */
  private boolean[] longest(VerifiedRecord.Sessions tick) {
    List<SessionSnapshot> sessions = tick.sessions();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingLong(
            i -> -SessionFields.runningMicros(sessions.get(i), tick.readTime())));
    boolean[] longest = new boolean[sessions.size()];
    order.stream().limit(always).forEach(i -> longest[i] = true);
    return longest;
  }

  private static double keepAlways(InstanceTurn turn) {
    turn.sampling().keepAlways();
    count("longest", turn);
    return 1;
  }

  /** How many sessions the session stands for; 0 when it is not kept. */
  private double sample(SessionSnapshot session, VerifiedRecord.Sessions tick, InstanceTurn turn) {
    Sampling sampling = turn.sampling();
    if (!sampling.takeDecision()) {
      return hold("held_over_ceiling", turn);
    }
    int rule =
        rules.firstOf(
            new SessionFields(session, tick.source().system(), tick.readTime()),
            NAME,
            turn.decisions());
    boolean overridden = sampling.isOverridden();
    if (rule != RuleList.NONE) {
      // a session at work stands for the time until the next tick
      sampling.count(rule, session.active() ? tick.intervalMs() * NANOS_PER_MILLI : 0);
    } else if (!overridden) {
      return hold("held_no_rule", turn);
    }
    double rate = sampling.rate(rule);
    if (point(session, sampling.window()) >= rate) {
      return hold(overridden ? "held_override" : rules.heldLabel(rule), turn);
    }
    if (!shadow) {
      count(overridden ? SamplerOverride.OVERRIDE : rules.label(rule), turn);
    }
    return 1 / rate;
  }

  private static double point(SessionSnapshot session, long window) {
    long fingerprint = session.text() == null ? 0 : session.text().fingerprint();
    return SamplePoint.of(session.sessionId(), session.sessionStart(), fingerprint, window);
  }

  private double hold(String reason, InstanceTurn turn) {
    if (!shadow) {
      count(reason, turn);
    }
    return 0;
  }

  private static void count(String kind, InstanceTurn turn) {
    turn.decisions().count(NAME, kind, 1);
  }
}
