package io.dbintel.streams.operators.sequencing;

import java.util.BitSet;

/**
 * What is remembered of the reads of an instance's statement counters.
 *
 * @param last the last applied poll
 * @param progress the epoch of the counters
 * @param applied chunks applied of the last poll, kept while it is full and the baseline is not
 *     done
 * @param restart what a command asks of the next poll
 * @param stale stale polls since the last applied one; null when there were none
 */
record SequencerState(
    LastRead last, EpochProgress progress, BitSet applied, Restart restart, StalePolls stale) {

  SequencerState withStale(StalePolls polls) {
    return new SequencerState(last, progress, applied, restart, polls);
  }

  SequencerState with(Restart asked) {
    return new SequencerState(last, progress, applied, restart.and(asked), null);
  }
}
