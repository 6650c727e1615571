package io.dbintel.streams.operators.sequencing;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.PollHeader;
import java.util.BitSet;

/**
 * Applies the reads of an instance in true read order, distinguishes the epochs of its counters,
 * and knows when the baseline is done: what makes the sum of the deltas exact.
 *
 * <p>A chunk is applied if it is of the last applied agent process and not of an earlier poll, or
 * of another process whose read began after the last applied read ended. Any other chunk is stale:
 * what it says was already read, or will be read again.
 *
 * <p>A database clock that was once far ahead would make every later process stale. So five stale
 * polls in a row of one other process restart the order, with a baseline; only polls that are the
 * newest of the instance by its clock count, so that old polls out of a spool do not. The same
 * holds for the poll that a RESET_BASELINE waits for.
 */
public final class PollSequencer implements InstanceOperator<SequencerState> {
  private static final PartCodec<SequencerState> PART = new SequencerStateCodec();

  @Override
  public String name() {
    return "poll-sequencer";
  }

  @Override
  public PartCodec<SequencerState> part() {
    return PART;
  }

  /**
   * When the instance was last read outlives a FORGET: an older poll, out of the spool of another
   * agent, would else become the base of what was told before.
   */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public SequencerState decide(SequencerState prior, InstanceTurn turn) {
    if (turn.command() != null) {
      Restart asked = asked(turn.command().kind());
      return prior == null || asked == Restart.NONE ? prior : prior.with(asked);
    }
    if (!(turn.record() instanceof VerifiedRecord.Statements chunk)) {
      return prior;
    }
    PollHeader header = chunk.header();
    if (prior == null) {
      return admit(null, EpochProgress.firstContact(header), chunk, turn);
    }
    boolean follows = follows(prior.last(), header);
    if (prior.restart() == Restart.REORDER
        && (follows || turn.newest())
        && !isEarlierPoll(prior.last().read(), header.read())) {
      return reorder(prior, chunk, turn);
    }
    if (follows) {
      EpochProgress progress =
          prior.restart() == Restart.BASELINE
              ? prior.progress().baseline(header)
              : EpochProgress.after(prior.last(), prior.progress(), header);
      return admit(prior, progress, chunk, turn);
    }
    return stale(prior, chunk, turn);
  }

  private static Restart asked(CommandKind kind) {
    return switch (kind) {
      case RESET_BASELINE -> Restart.REORDER;
      case FORGET -> Restart.BASELINE;
      case FULL_POLL,
          CIRCUIT_OPEN,
          CIRCUIT_CLOSE,
          CIRCUIT_RESET,
          BUDGET_LEVEL,
          SAMPLER_OVERRIDE,
          UNKNOWN ->
          Restart.NONE;
    };
  }

  private static boolean follows(LastRead last, PollHeader header) {
    return last.read().incarnation().equals(header.read().incarnation())
        ? header.read().seq() >= last.read().seq()
        : header.readStart() > last.readEnd();
  }

  private static boolean isEarlierPoll(ReadId last, ReadId read) {
    return last.incarnation().equals(read.incarnation()) && read.seq() < last.seq();
  }

  private static SequencerState stale(
      SequencerState prior, VerifiedRecord.Statements chunk, InstanceTurn turn) {
    ReadId read = chunk.header().read();
    if (turn.newest() && !prior.last().read().incarnation().equals(read.incarnation())) {
      StalePolls polls = StalePolls.after(prior.stale(), read);
      if (polls.restartOrder()) {
        return reorder(prior, chunk, turn);
      }
      turn.hold("stale");
      return prior.withStale(polls);
    }
    turn.hold("stale");
    return prior;
  }

  private static SequencerState reorder(
      SequencerState prior, VerifiedRecord.Statements chunk, InstanceTurn turn) {
    EpochProgress progress = prior.progress().baseline(chunk.header());
    AdmittedChunk admitted = admitted(progress, chunk.header(), 0, true);
    turn.admit(admitted);
    turn.control().fullPoll();
    return next(new BitSet(), progress, chunk, 0);
  }

  private static SequencerState admit(
      SequencerState prior,
      EpochProgress progress,
      VerifiedRecord.Statements chunk,
      InstanceTurn turn) {
    boolean samePoll = prior != null && prior.last().read().equals(chunk.header().read());
    long previousEnd = 0;
    BitSet applied = new BitSet();
    if (prior != null) {
      previousEnd = samePoll ? prior.last().previousEnd() : prior.last().readEnd();
      if (samePoll && prior.progress().generation() == progress.generation()) {
        applied.or(prior.applied());
      }
      if (!samePoll && prior.last().selection() != chunk.header().selection()) {
        turn.countSelectionChange();
      }
    }
    turn.admit(admitted(progress, chunk.header(), previousEnd, false));
    return next(applied, progress, chunk, previousEnd);
  }

  private static AdmittedChunk admitted(
      EpochProgress progress, PollHeader header, long previousEnd, boolean reordered) {
    long start = previousEnd == 0 ? header.readStart() : previousEnd;
    Interval interval = new Interval(Math.min(start, header.readEnd()), header.readEnd());
    boolean reset = progress.resetSeen() && header.epoch().countersSince() > interval.start();
    return new AdmittedChunk(
        header,
        progress.generation(),
        progress.baselineDone(),
        reset,
        progress.monitoredSince(),
        interval,
        reordered);
  }

  private static SequencerState next(
      BitSet applied, EpochProgress progress, VerifiedRecord.Statements chunk, long previousEnd) {
    PollHeader header = chunk.header();
    LastRead last = LastRead.of(header, previousEnd);
    if (progress.baselineDone() || !header.full()) {
      return new SequencerState(last, progress, new BitSet(), Restart.NONE, null);
    }
    if (chunk.complete()) {
      applied.set(header.chunk());
    }
    boolean done = applied.cardinality() == header.chunks();
    return new SequencerState(
        last,
        done ? progress.withBaselineDone() : progress,
        done ? new BitSet() : applied,
        Restart.NONE,
        null);
  }
}
