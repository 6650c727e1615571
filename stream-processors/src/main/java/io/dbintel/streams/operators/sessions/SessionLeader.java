package io.dbintel.streams.operators.sessions;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Takes the session ticks of one agent process per instance, the leader, so that a session is not
 * emitted twice; another process takes over when the leader was silent for three of its intervals,
 * by the instance clock. Of the leader's ticks it emits one per sample interval, with all its
 * parts.
 */
public final class SessionLeader implements InstanceOperator<LeaderState> {
  private static final PartCodec<LeaderState> PART = new LeaderStateCodec();
  private static final int SILENT_INTERVALS = 3;

  private final long sampleIntervalMicros;

  /** Samples as {@code config} says. */
  public SessionLeader(SessionsConfig config) {
    this.sampleIntervalMicros = config.sampleInterval().toNanos() / 1_000;
  }

  @Override
  public String name() {
    return "session-leader";
  }

  @Override
  public PartCodec<LeaderState> part() {
    return PART;
  }

  @Override
  public LeaderState decide(LeaderState prior, InstanceTurn turn) {
    if (!(turn.record() instanceof VerifiedRecord.Sessions tick)) {
      return prior;
    }
    boolean ofLeader =
        prior != null && prior.read().incarnation().equals(tick.read().incarnation());
    if (ofLeader && !isNew(prior, tick)) {
      turn.hold("repeated");
      return prior;
    }
    if (prior != null && !ofLeader && !silent(prior, turn.clock())) {
      turn.hold("not_leader");
      return prior;
    }
    boolean emitting =
        prior == null || (prior.read().equals(tick.read()) ? prior.emitting() : isDue(prior, tick));
    if (emitting) {
      emit(tick, turn);
    } else {
      turn.hold("between_samples");
    }
    long sampled = emitting ? tick.readTime() : prior.sampled();
    return new LeaderState(
        tick.read(), tick.part(), emitting, turn.clock(), tick.intervalMs(), sampled);
  }

  private static boolean isNew(LeaderState leader, VerifiedRecord.Sessions tick) {
    ReadId last = leader.read();
    return tick.read().seq() > last.seq()
        || (tick.read().seq() == last.seq() && tick.part() > leader.part());
  }

  private static boolean silent(LeaderState leader, long clock) {
    // A leader that was last seen in the future was seen before the clock was put right.
    return Math.abs(clock - leader.lastSeen()) > (long) SILENT_INTERVALS * leader.intervalMs();
  }

  /** A tick before the last sample is due too: the database clock was turned back. */
  private boolean isDue(LeaderState leader, VerifiedRecord.Sessions tick) {
    long passed = tick.readTime() - leader.sampled();
    return passed < 0 || passed >= sampleIntervalMicros;
  }

  private static void emit(VerifiedRecord.Sessions tick, InstanceTurn turn) {
    for (SessionSnapshot session : tick.sessions()) {
      turn.emit(new Insight.QuerySample(tick.source(), tick.read(), tick.readTime(), session, 1));
    }
  }
}
