package io.dbintel.streams.operators.sequencing;

import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.PollHeader;

/**
 * One epoch of an instance's counters and how far reading it has come: while it lasts, a later
 * value less an earlier one is what happened in between.
 *
 * @param generation number of the epoch
 * @param resetSeen whether it began with a reset while monitored
 * @param baselineDone whether every row that was there when monitoring began has been read
 * @param monitoredSince when monitoring of what the polls can see began, µs of the database clock
 */
record EpochProgress(int generation, boolean resetSeen, boolean baselineDone, long monitoredSince) {

  static EpochProgress firstContact(PollHeader header) {
    return new EpochProgress(1, false, false, header.readStart());
  }

  /** A new epoch whose rows are their own bases. */
  EpochProgress baseline(PollHeader header) {
    return new EpochProgress(generation + 1, false, false, header.readStart());
  }

  /** The epoch that the poll belongs to, given the read applied before it. */
  static EpochProgress after(LastRead prior, EpochProgress progress, PollHeader header) {
    if (!sameEpoch(prior, header)) {
      // A reset after the last read began was a reset after its rows were read: the agent repeats a
      // poll during which the time of the reset moves. Of another server nothing was read before.
      boolean monitored = prior.epoch().serverId().equals(header.epoch().serverId());
      return monitored && header.epoch().countersSince() > prior.readStart()
          ? new EpochProgress(progress.generation + 1, true, true, header.readStart())
          : progress.baseline(header);
    }
    // Rows may have come into sight that were there before: what is not remembered is a baseline.
    boolean seesMore =
        prior.selection() != header.selection()
            || header.hiddenRows() < prior.hiddenRows()
            || !header.privilegeBefore().equals(header.privilegeAfter());
    return seesMore
        ? new EpochProgress(progress.generation, progress.resetSeen, false, header.readStart())
        : progress;
  }

  EpochProgress withBaselineDone() {
    return new EpochProgress(generation, resetSeen, true, monitoredSince);
  }

  private static boolean sameEpoch(LastRead prior, PollHeader header) {
    CounterEpoch before = prior.epoch();
    CounterEpoch now = header.epoch();
    if (!before.serverId().equals(now.serverId())
        || before.countersSince() != now.countersSince()) {
      return false;
    }
    if (now.countersSince() != 0) {
      return true;
    }
    // Without a time of reset a restart is all there is to see. After one while monitored each row
    // shows whether it kept its counters; a server that had started before our last read is another
    // server.
    return prior.timeline() == header.timeline()
        && prior.role() == header.role()
        && (before.serverStart() == now.serverStart() || now.serverStart() > prior.readStart());
  }
}
