package io.dbintel.streams.operator;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.PollHeader;

/**
 * A chunk that is applied, and how its rows are to be read.
 *
 * @param header what the chunk says of its poll
 * @param generation number of the epoch of the instance's counters; state of another one is void
 * @param fromZero rows without state started from zero: the baseline is done, or the counters were
 *     reset while monitored
 * @param reset the reset lies in this poll's interval
 * @param monitoredSince when monitoring of these counters began, µs of the database clock: a row
 *     that says it started later started from zero
 * @param interval from the previous applied read to this one
 * @param reordered whether the order of reads starts over with this chunk: it may lie before reads
 *     that were applied, so its rows are their own bases
 */
public record AdmittedChunk(
    PollHeader header,
    int generation,
    boolean fromZero,
    boolean reset,
    long monitoredSince,
    Interval interval,
    boolean reordered) {

  /** Identifies the poll. */
  public ReadId read() {
    return header.read();
  }

  /** Whether this is the chunk that ends its poll. */
  public boolean last() {
    return header.last();
  }
}
