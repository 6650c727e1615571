package io.dbintel.redaction.pii.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many characters a pattern has once its counted repetitions are written out; the work of
 * building its automaton grows with that.
 */
final class PatternSize {
  private static final long MAX_SIZE = 10_000;

  /** Sizes of one group, the innermost first: all of it, and its last element. */
  private static final class Group {
    private long all;
    private long last;
  }

  private final Deque<Group> open = new ArrayDeque<>();

  PatternSize() {
    open.push(new Group());
  }

  void character() {
    element(1);
  }

  void open() {
    open.push(new Group());
  }

  /** A parenthesis that closes nothing is left to the parser to refuse. */
  void close() {
    if (open.size() > 1) {
      element(open.pop().all);
    }
  }

  private void element(long size) {
    open.peek().all += size;
    open.peek().last = size;
  }

  void repeated(int count) {
    Group group = open.peek();
    group.all += group.last * (Math.max(1, count) - 1);
    group.last *= Math.max(1, count);
    if (group.all > MAX_SIZE) {
      throw new RefusedPatternException(
          "it has counted repetitions of more than " + MAX_SIZE + " characters in all");
    }
  }
}
