package io.dbintel.collector.system;

import java.util.Map;

/**
 * Statement counters as one read showed them. A row was read at some moment from {@code begin} to
 * {@code end}.
 *
 * @param begin clock before the rows, microseconds since the Unix epoch, database clock
 * @param end clock after the rows
 * @param epoch equal for readings whose counters may be compared row by row
 * @param evictions rows that the server had evicted so far; null where it does not say
 * @param hidden rows whose identity the user may not see
 * @param rows by the key of the statement, printed
 */
public record CounterReading(
    long begin, long end, String epoch, Long evictions, int hidden, Map<String, Row> rows) {

  public CounterReading {
    rows = Map.copyOf(rows);
  }

  /**
   * What one statement had counted.
   *
   * @param origin when its counters began, microseconds; null where the system does not say
   * @param calls executions
   * @param rows rows returned or changed
   * @param timeNs time of execution, nanoseconds
   * @param own whether the user is the one that reads
   */
  public record Row(Long origin, long calls, long rows, long timeNs, boolean own) {}
}
