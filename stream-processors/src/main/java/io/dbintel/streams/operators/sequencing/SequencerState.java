package io.dbintel.streams.operators.sequencing;

import java.util.BitSet;

/**
 * What is remembered of the reads of an instance's statement counters.
 *
 * @param last the last applied poll
 * @param progress the epoch of the counters
 * @param applied chunks applied of the last poll, kept while it is full and the baseline is not
 *     done
 * @param reorder whether the next poll is applied whenever it was read, by command
 * @param stale stale polls since the last applied one; null when there were none
 */
record SequencerState(
    LastRead last, EpochProgress progress, BitSet applied, boolean reorder, StalePolls stale) {

  SequencerState withStale(StalePolls polls) {
    return new SequencerState(last, progress, applied, reorder, polls);
  }

  SequencerState withReorder() {
    return new SequencerState(last, progress, applied, true, null);
  }
}
