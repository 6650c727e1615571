package io.dbintel.collector.statements;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of rows that the broker has acknowledged: what need not be sent again. Losing them
 * costs bytes, never numbers. One for the hot columns, one for all columns. Thread-safe.
 */
final class AcknowledgedRows {

  private final Map<StatementKey, Long> states = new HashMap<>();
  private long readStart = Long.MIN_VALUE;
  private int generation;

  /**
   * What to leave out of a read.
   *
   * @param states states of acknowledged rows
   * @param readStart a row whose counters started later was not among them, database clock
   * @param generation tells acknowledgements of this life of the counters from older ones
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Known(long[] states, long readStart, int generation) {}

  synchronized Known known() {
    long[] array = new long[states.size()];
    int i = 0;
    for (long state : states.values()) {
      array[i++] = state;
    }
    return new Known(array, readStart, generation);
  }

  /** Whether the broker has exactly this state of the row. */
  synchronized boolean has(CounterRow row) {
    Long state = states.get(row.key());
    return state != null
        && state == row.state()
        && (row.statsSince() == null || row.statsSince() <= readStart);
  }

  /** Forgets everything: other counters, or other rows visible. */
  synchronized void clear() {
    states.clear();
    readStart = Long.MIN_VALUE;
    generation++;
  }

  /**
   * Counts rows that the broker has.
   *
   * @param whole whether these are all rows there are
   * @param rowsReadStart when the read began, database clock
   * @param ofGeneration {@link Known#generation} when they were read; another one is ignored
   */
  synchronized void acknowledge(
      List<RowState> rows, boolean whole, long rowsReadStart, int ofGeneration) {
    if (ofGeneration != generation) {
      return;
    }
    if (whole) {
      states.clear();
    }
    for (RowState row : rows) {
      states.put(row.key(), row.state());
    }
    readStart = rowsReadStart;
  }

  /** What is remembered of a row under way. */
  record RowState(StatementKey key, long state) {}

  synchronized int size() {
    return states.size();
  }
}
