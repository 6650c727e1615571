package io.dbintel.collector.statements;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The change hashes of rows that the broker has acknowledged: what need not be sent again. Losing
 * them costs bytes, never numbers. One for the hot counters, one for all counters. Thread-safe.
 */
public final class AcknowledgedRows {

  /** Rows beyond those of the last full poll: where statements come and go, they would pile up. */
  private static final int MORE_ROWS = 5_000;

  private final Map<StatementKey, Long> hashes = new HashMap<>();
  private int rowsOfFullPoll;
  private long readStart = Long.MIN_VALUE;
  private int generation;

  /**
   * What to leave out of a read.
   *
   * @param hashes change hashes of acknowledged rows
   * @param readStart a row whose counters started later was not among them, database clock
   * @param generation distinguishes acknowledgements of this epoch from older ones
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Known(long[] hashes, long readStart, int generation) {}

  synchronized Known known() {
    long[] array = new long[hashes.size()];
    int i = 0;
    for (long hash : hashes.values()) {
      array[i++] = hash;
    }
    return new Known(array, readStart, generation);
  }

  /** Whether the broker has the row with this hash. */
  synchronized boolean has(CounterRow row) {
    Long hash = hashes.get(row.key());
    return hash != null
        && hash == row.changeHash()
        && (row.origin() == null || row.origin() <= readStart);
  }

  /** Forgets everything: other counters, or other rows visible. */
  synchronized void clear() {
    hashes.clear();
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
      List<SentRow> rows, boolean whole, long rowsReadStart, int ofGeneration) {
    if (ofGeneration != generation) {
      return;
    }
    if (whole) {
      rowsOfFullPoll = rows.size();
    }
    if (whole || hashes.size() > 2 * rowsOfFullPoll + MORE_ROWS) {
      hashes.clear();
    }
    for (SentRow row : rows) {
      hashes.put(row.key(), row.changeHash());
    }
    readStart = rowsReadStart;
  }

  /** What is remembered of a row under way. */
  record SentRow(StatementKey key, long changeHash) {}

  synchronized int size() {
    return hashes.size();
  }
}
