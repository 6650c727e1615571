package io.dbintel.streams.operators.sequencing;

import io.dbintel.streams.statements.PollHeader;

/**
 * One life of an instance's counters: while it lasts, a later value less an earlier one is what
 * happened in between. Fields as in {@link SequencerState}.
 */
record EpochProgress(int generation, boolean resetSeen, boolean baselineDone, long watchStart) {

  static EpochProgress firstContact(PollHeader header) {
    return new EpochProgress(1, false, false, header.readStart());
  }

  /** The life that the poll belongs to, given the reads before it. */
  static EpochProgress after(SequencerState prior, PollHeader header) {
    if (!sameEpoch(prior, header)) {
      // A reset after the last read began was a reset after its rows were read: the agent repeats a
      // poll during which the time of the reset moves.
      boolean resetSeen = header.statsReset() > prior.readStart();
      return new EpochProgress(prior.generation() + 1, resetSeen, resetSeen, header.readStart());
    }
    if (prior.selection() != header.selection()) {
      return new EpochProgress(prior.generation(), prior.resetSeen(), false, header.readStart());
    }
    long watchStart =
        prior.watchStart() == SequencerState.NEXT_READ ? header.readStart() : prior.watchStart();
    return new EpochProgress(prior.generation(), prior.resetSeen(), prior.baselineDone(), watchStart);
  }

  private static boolean sameEpoch(SequencerState prior, PollHeader header) {
    if (!prior.systemIdentifier().equals(header.systemIdentifier())
        || prior.statsReset() != header.statsReset()) {
      return false;
    }
    // Without a time of reset (PostgreSQL 12 and 13) a restart is all there is to see. After one
    // that
    // we lived through each row tells by itself whether it kept its counters; a server that had
    // started before our last read is another server.
    return header.statsReset() != 0
        || header.postmasterStart() == prior.postmasterStart()
        || header.postmasterStart() > prior.readStart();
  }
}
