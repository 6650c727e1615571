package io.dbintel.streams.operators.sessions;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Takes the session ticks of one agent process per instance, so that a session is not told twice;
 * another process takes over when the voice was silent for three of its intervals, by the instance
 * clock.
 */
public final class SessionLeader implements InstanceOperator<LeaderState> {
  private static final PartCodec<LeaderState> PART = new LeaderStateCodec();
  private static final int SILENT_INTERVALS = 3;

  private final long sampleIntervalMicros;

  /** Tells ticks as {@code config} says. */
  public SessionLeader(SessionsConfig config) {
    this.sampleIntervalMicros = config.sampleInterval().toNanos() / 1_000;
  }

  @Override
  public String name() {
    return "session-voice";
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
    if (prior != null && prior.incarnation().equals(tick.incarnation())) {
      if (tick.seq() <= prior.seq()) {
        turn.hold("repeated");
        return prior;
      }
    } else if (prior != null && !silent(prior, turn.clock())) {
      turn.hold("other_voice");
      return prior;
    }
    long sampled = prior == null ? 0 : prior.sampled();
    if (tick.readTime() - sampled >= sampleIntervalMicros) {
      tell(tick, turn);
      sampled = tick.readTime();
    } else {
      turn.hold("between_samples");
    }
    return new LeaderState(tick.incarnation(), tick.seq(), turn.clock(), tick.intervalMs(), sampled);
  }

  private static boolean silent(LeaderState voice, long clock) {
    return clock - voice.heard() > (long) SILENT_INTERVALS * voice.intervalMs();
  }

  private static void tell(VerifiedRecord.Sessions tick, InstanceTurn turn) {
    ReadId read = new ReadId(tick.incarnation(), tick.seq());
    for (SessionSnapshot session : tick.sessions()) {
      turn.emit(new Insight.QuerySample(tick.source(), read, tick.readTime(), session));
    }
  }
}
