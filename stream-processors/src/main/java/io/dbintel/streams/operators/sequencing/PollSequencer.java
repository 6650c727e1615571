package io.dbintel.streams.operators.sequencing;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.BitSet;

/**
 * Applies the reads of an instance in true read order, tells one life of its counters from the
 * next, and knows when the baseline is done: what makes the sum of the deltas exact.
 *
 * <p>A chunk is applied if it is of the last applied agent process and not of an earlier poll, or
 * of another process whose read began after the last applied read ended. Any other chunk is stale:
 * what it says was already read, or will be read again.
 */
public final class PollSequencer implements InstanceOperator<SequencerState> {
  private static final PartCodec<SequencerState> PART = new SequencerStateCodec();

  @Override
  public String name() {
    return "read-order";
  }

  @Override
  public PartCodec<SequencerState> part() {
    return PART;
  }

  @Override
  public SequencerState decide(SequencerState prior, InstanceTurn turn) {
    if (turn.record() instanceof VerifiedRecord.Order order) {
      boolean rebase = order.kind() == CommandKind.RESET_BASELINE && prior != null;
      return rebase ? newLife(prior) : prior;
    }
    if (!(turn.record() instanceof VerifiedRecord.Statements statements)) {
      return prior;
    }
    PollHeader header = statements.header();
    if (prior != null && !follows(prior, header)) {
      turn.hold("stale");
      return prior;
    }
    EpochProgress life = prior == null ? EpochProgress.firstContact(header) : EpochProgress.after(prior, header);
    turn.admit(view(prior, life, header));
    return next(prior, life, header, statements.complete());
  }

  private static boolean follows(SequencerState prior, PollHeader header) {
    return header.incarnation().equals(prior.incarnation())
        ? header.seq() >= prior.seq()
        : header.readStart() > prior.readEnd();
  }

  private static SequencerState newLife(SequencerState prior) {
    return new SequencerState(
        prior.incarnation(),
        prior.seq(),
        prior.readStart(),
        prior.readEnd(),
        prior.previousEnd(),
        prior.systemIdentifier(),
        prior.statsReset(),
        prior.postmasterStart(),
        prior.selection(),
        prior.generation() + 1,
        false,
        false,
        SequencerState.NEXT_READ,
        new BitSet());
  }

  private static AdmittedChunk view(SequencerState prior, EpochProgress life, PollHeader header) {
    long previousEnd = previousEnd(prior, header);
    long start = previousEnd == 0 ? header.readStart() : previousEnd;
    Interval interval = new Interval(Math.min(start, header.readEnd()), header.readEnd());
    boolean reset = life.resetSeen() && header.statsReset() > interval.start();
    return new AdmittedChunk(
        header, life.generation(), life.baselineDone(), reset, life.watchStart(), interval);
  }

  private static long previousEnd(SequencerState prior, PollHeader header) {
    if (prior == null) {
      return 0;
    }
    return prior.samePoll(header.incarnation(), header.seq())
        ? prior.previousEnd()
        : prior.readEnd();
  }

  private static SequencerState next(SequencerState prior, EpochProgress life, PollHeader header, boolean complete) {
    BitSet applied = new BitSet();
    boolean baselineDone = life.baselineDone();
    if (!baselineDone && header.full()) {
      if (prior != null
          && prior.generation() == life.generation()
          && prior.samePoll(header.incarnation(), header.seq())) {
        applied.or(prior.applied());
      }
      if (complete) {
        applied.set(header.chunk());
      }
      baselineDone = applied.cardinality() == header.chunks();
    }
    return new SequencerState(
        header.incarnation(),
        header.seq(),
        header.readStart(),
        header.readEnd(),
        previousEnd(prior, header),
        header.systemIdentifier(),
        header.statsReset(),
        header.postmasterStart(),
        header.selection(),
        life.generation(),
        life.resetSeen(),
        baselineDone,
        life.watchStart(),
        baselineDone ? new BitSet() : applied);
  }
}
