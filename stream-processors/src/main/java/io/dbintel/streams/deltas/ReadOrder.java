package io.dbintel.streams.deltas;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.findings.Interval;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.PollView;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.verification.VerifiedRecord;
import java.util.BitSet;

/**
 * Applies the reads of an instance in true read order, tells one life of its counters from the
 * next, and knows when the baseline is done: what makes the sum of the deltas exact.
 *
 * <p>A chunk is applied if it is of the last applied agent process and not of an earlier poll, or
 * of another process whose read began after the last applied read ended. Any other chunk is stale:
 * what it says was already read, or will be read again.
 */
public final class ReadOrder implements InstanceOperator<ReadState> {
  private static final PartCodec<ReadState> PART = new ReadStateCodec();

  @Override
  public String name() {
    return "read-order";
  }

  @Override
  public PartCodec<ReadState> part() {
    return PART;
  }

  @Override
  public ReadState decide(ReadState prior, InstanceTurn turn) {
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
    Life life = prior == null ? Life.firstContact(header) : Life.after(prior, header);
    turn.admit(view(prior, life, header));
    return next(prior, life, header, statements.complete());
  }

  private static boolean follows(ReadState prior, PollHeader header) {
    return header.incarnation().equals(prior.incarnation())
        ? header.seq() >= prior.seq()
        : header.readStart() > prior.readEnd();
  }

  private static ReadState newLife(ReadState prior) {
    return new ReadState(
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
        ReadState.NEXT_READ,
        new BitSet());
  }

  private static PollView view(ReadState prior, Life life, PollHeader header) {
    long previousEnd = previousEnd(prior, header);
    long start = previousEnd == 0 ? header.readStart() : previousEnd;
    Interval interval = new Interval(Math.min(start, header.readEnd()), header.readEnd());
    boolean reset = life.resetSeen() && header.statsReset() > interval.start();
    return new PollView(
        header, life.generation(), life.baselineDone(), reset, life.watchStart(), interval);
  }

  private static long previousEnd(ReadState prior, PollHeader header) {
    if (prior == null) {
      return 0;
    }
    return prior.samePoll(header.incarnation(), header.seq())
        ? prior.previousEnd()
        : prior.readEnd();
  }

  private static ReadState next(ReadState prior, Life life, PollHeader header, boolean complete) {
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
    return new ReadState(
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
