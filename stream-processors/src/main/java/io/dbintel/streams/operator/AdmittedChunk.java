package io.dbintel.streams.operator;

import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.PollHeader;

/**
 * A chunk that is applied, and how its rows are to be read.
 *
 * @param header what the chunk says of its poll
 * @param generation number of the life of the instance's counters; state of another one is void
 * @param fromZero rows without state started from zero: the baseline is done, or the counters were
 *     reset under our eyes
 * @param reset the reset lies in this poll's interval
 * @param watchStart when the watch began, µs of the database clock: a row that says it started
 *     later started from zero
 * @param interval from the previous applied read to this one
 */
public record AdmittedChunk(
    PollHeader header,
    int generation,
    boolean fromZero,
    boolean reset,
    long watchStart,
    Interval interval) {

  /** Identifies the poll. */
  public ReadId read() {
    return new ReadId(header.incarnation(), header.seq());
  }

  /** True for the chunk that ends its poll. */
  public boolean last() {
    return header.chunk() == header.chunks() - 1;
  }
}
