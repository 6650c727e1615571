package io.dbintel.collector.statements;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts a poll into chunks of at most 128 rows, sorted by key. Pure. */
final class StatementChunks {

  static final int MAX_ROWS = 128;

  private StatementChunks() {}

  /**
   * Rows that travel together and the half-open range of keys they cover in a full poll.
   *
   * @param from first key covered; null from the lowest
   * @param to first key not covered; null to the highest
   */
  record Chunk(List<CounterRow> rows, StatementKey from, StatementKey to) {}

  /** At least one chunk; the ranges cover all keys without gap or overlap. */
  static List<Chunk> of(List<CounterRow> rows) {
    List<CounterRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(CounterRow::key));
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start == 0 || start < sorted.size(); start += MAX_ROWS) {
      int end = Math.min(sorted.size(), start + MAX_ROWS);
      StatementKey from = start == 0 ? null : sorted.get(start).key();
      StatementKey to = end == sorted.size() ? null : sorted.get(end).key();
      chunks.add(new Chunk(sorted.subList(start, end), from, to));
    }
    return chunks;
  }
}
