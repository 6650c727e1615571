package io.dbintel.exporter.consume;

import java.util.BitSet;

/**
 * Tracks up to which offset the records of one partition are finished, in whatever order they
 * finish.
 *
 * <p>Not thread-safe.
 */
final class OffsetTracker {

  private final BitSet finished = new BitSet();
  private long base;
  private long next;

  /**
   * @param position offset of the first record that will be added
   */
  OffsetTracker(long position) {
    base = position;
    next = position;
  }

  /** Records that the record at the offset is under way; offsets grow, gaps are allowed. */
  void add(long offset) {
    finished.set(index(next), index(offset));
    next = offset + 1;
  }

  /** The record at the offset has its terminal outcome. */
  void finish(long offset) {
    if (offset >= base) {
      finished.set(index(offset));
    }
  }

  /** The lowest offset that is not finished: what may be committed. */
  long committable() {
    int unfinished = finished.nextClearBit(0);
    long committable = Math.min(base + unfinished, next);
    int drop = index(committable);
    if (drop > 0) {
      BitSet rest = finished.get(drop, Math.max(drop, finished.length()));
      finished.clear();
      finished.or(rest);
      base = committable;
    }
    return committable;
  }

  /** Records added and not finished, gaps before them included. */
  long pending() {
    return next - base - finished.cardinality();
  }

  /** Records that are finished but wait for an earlier one before they may be committed. */
  long finishedAhead() {
    return finished.cardinality() - finished.nextClearBit(0);
  }

  private int index(long offset) {
    return Math.toIntExact(offset - base);
  }
}
