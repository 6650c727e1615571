package io.dbintel.redaction.sql;

import io.dbintel.redaction.sql.SummaryTrail.Mark;

/** Reads the names of targets: where one is expected, begins and ends. */
final class TargetReader {

  private final SummaryTrail trail;
  private Target state;
  private boolean isTable;
  private boolean isSource;

  /** Marks before the targets of a DELETE whose FROM has not come yet; -1 otherwise. */
  private int beforeDeleted = -1;

  TargetReader(SummaryTrail trail) {
    this.trail = trail;
  }

  void reset() {
    state = Target.NONE;
    beforeDeleted = -1;
  }

  boolean is(Target expected) {
    return state == expected;
  }

  /** Whether the last target that was expected is one that a query reads from. */
  boolean isSource() {
    return isSource;
  }

  void expect(boolean ofTable, boolean ofSource) {
    state = Target.EXPECTED;
    isTable = ofTable;
    isSource = ofSource;
  }

  /** After an operation on one target; whether a kind of object may come before its name. */
  boolean expectAfter(Keyword operation) {
    return switch (operation) {
      case CALL, EXEC, EXECUTE, USE -> {
        expect(false, false);
        yield false;
      }
      case COPY, TRUNCATE, LOCK, VACUUM, ANALYZE, REINDEX, REFRESH -> {
        expect(true, false);
        yield true;
      }
      default -> false;
    };
  }

  /** A data operation begins. */
  void deletes(boolean isDelete) {
    beforeDeleted = isDelete ? trail.count() : -1;
  }

  /** {@code DELETE a, m[?] FROM t}: aliases or columns, as FROM has the tables. */
  void dropDeleted() {
    if (beforeDeleted >= 0) {
      trail.dropFrom(beforeDeleted);
    }
    beforeDeleted = -1;
  }

  /** What is read is called, like a procedure: a target, but no collection. */
  void isRoutine() {
    isTable = false;
  }

  void none() {
    state = Target.NONE;
  }

  /** No more of the name follows, and none is expected. */
  void leave() {
    end();
    none();
  }

  void begin(int start, int end) {
    trail.add(Mark.NAME, start, end);
    state = Target.NAMED;
  }

  void goOn(int start, int end) {
    trail.add(Mark.PART, start, end);
    state = Target.NAMED;
  }

  void dot() {
    if (state == Target.NAMED || state == Target.AFTER_DOT) {
      trail.add(Mark.DOT, 0, 0);
      state = Target.AFTER_DOT;
    }
  }

  /** No more of the name follows. */
  void end() {
    if (state == Target.NAMED || state == Target.AFTER_DOT) {
      trail.add(isTable ? Mark.END_OF_TABLE : Mark.END_OF_OTHER, 0, 0);
      state = Target.NONE;
    }
  }
}
