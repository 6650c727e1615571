package io.dbintel.redaction.sql;

import java.util.Arrays;

/**
 * What the summary is made of, noted while the statement is read and written when it is done: each
 * mark says what is between two positions of the statement.
 */
final class SummaryTrail {

  /** What a mark says. */
  enum Mark {
    OPERATION,
    OBJECT_KIND,
    /** A name whose uses are not targets. */
    COMMON_TABLE,
    /** Beginning of a target's name; if no end follows before the next one, it is none. */
    NAME,
    /** Next part of the name. */
    PART,
    DOT,
    END_OF_TABLE,
    /** End of the name of a target that is not a table. */
    END_OF_OTHER,
    END_OF_STATEMENT
  }

  /** More marks than a summary of the longest length takes; what follows them is not noted. */
  private static final int MAX_MARKS = 2_048;

  private static final Mark[] MARKS = Mark.values();

  private byte[] kinds = new byte[64];
  private int[] bounds = new int[128];
  private int count;

  void clear() {
    count = 0;
  }

  /** Forgets the marks from an index on. */
  void dropFrom(int index) {
    count = Math.min(count, index);
  }

  void add(Mark mark, int start, int end) {
    if (count == kinds.length) {
      if (count == MAX_MARKS) {
        return;
      }
      kinds = Arrays.copyOf(kinds, 2 * count);
      bounds = Arrays.copyOf(bounds, 4 * count);
    }
    kinds[count] = (byte) mark.ordinal();
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  int count() {
    return count;
  }

  Mark mark(int index) {
    return MARKS[kinds[index]];
  }

  int start(int index) {
    return bounds[2 * index];
  }

  int end(int index) {
    return bounds[2 * index + 1];
  }
}
