package io.dbintel.streams.operators.sequencing;

import java.util.BitSet;

/**
 * What is remembered of the reads of an instance's statement counters. Times are µs of the database
 * clock.
 *
 * @param incarnation agent process of the last applied poll
 * @param seq its number
 * @param readStart when the last applied poll began to read
 * @param readEnd when it had read
 * @param previousEnd when the poll applied before it had read; 0 when there was none
 * @param systemIdentifier of the server
 * @param statsReset when the server's counters started; 0 when it does not say
 * @param postmasterStart when the server process started
 * @param selection hash of what the polls could see
 * @param generation number of the life of the counters
 * @param resetSeen true when this life began with a reset under our eyes
 * @param baselineDone true when every row that was there at the watch's start has been read
 * @param watchStart when the watch began; {@link #NEXT_READ} when it begins with the next read
 * @param applied chunks applied of the last poll, kept while it is full and the baseline is not
 *     done
 */
public record SequencerState(
    String incarnation,
    long seq,
    long readStart,
    long readEnd,
    long previousEnd,
    String systemIdentifier,
    long statsReset,
    long postmasterStart,
    long selection,
    int generation,
    boolean resetSeen,
    boolean baselineDone,
    long watchStart,
    BitSet applied) {
  static final long NEXT_READ = Long.MAX_VALUE;

  boolean samePoll(String otherIncarnation, long otherSeq) {
    return seq == otherSeq && incarnation.equals(otherIncarnation);
  }
}
