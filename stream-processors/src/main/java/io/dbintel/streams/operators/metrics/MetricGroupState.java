package io.dbintel.streams.operators.metrics;

import java.util.SortedMap;

/**
 * The series of one group of an instance's metrics as last read. Times are µs of the database
 * clock, but for {@code clock} and {@code seen}.
 *
 * @param generation of the server's counters
 * @param readEnd end of the last read of the group
 * @param previousEnd end of the read before it; 0 when there was none
 * @param clock observed time of the instance at the last read, ms
 * @param series by hash of name and attributes
 */
public record MetricGroupState(
    int generation, long readEnd, long previousEnd, long clock, SortedMap<Long, Series> series) {

  /**
   * One series.
   *
   * @param value last value of a counter: a long, or the bits of a double; 0 for everything else
   * @param readEnd end of the read that it is from
   * @param seen observed time at that read, ms
   * @param origin when the counter started from zero, as the server said; 0 where it does not say
   */
  public record Series(long value, long readEnd, long seen, long origin) {}
}
