package io.dbintel.redaction.sql;

/** Reads the names of targets, and writes those into the summary that are no common tables. */
final class TargetReader {

  private static final byte[] DOT = {'.'};

  private final SummaryText text;
  private final NameList commonTables = new NameList();
  private final TargetName name = new TargetName();
  private Target state;
  private boolean isTable;
  private boolean isSource;

  TargetReader(SummaryText text) {
    this.text = text;
  }

  void reset() {
    commonTables.clear();
    state = Target.NONE;
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

  /** What is read is called, like a procedure: a target, but no collection. */
  void isRoutine() {
    isTable = false;
  }

  void none() {
    state = Target.NONE;
  }

  void begin(byte[] sql, int start, int end) {
    name.clear();
    append(sql, start, end);
  }

  void append(byte[] sql, int start, int end) {
    name.append(sql, start, end);
    state = Target.NAMED;
  }

  void dot() {
    if (state == Target.NAMED || state == Target.AFTER_DOT) {
      append(DOT, 0, 1);
      state = Target.AFTER_DOT;
    }
  }

  /** The name of a common table, whose uses are no targets. */
  void commonTable(byte[] sql, int start, int end) {
    begin(sql, start, end);
    commonTables.add(name.bytes(), name.length());
    state = Target.NONE;
  }

  /** No more of the name follows. */
  void end() {
    if (state != Target.NAMED && state != Target.AFTER_DOT) {
      return;
    }
    name.dropDots();
    state = Target.NONE;
    if (name.isVariable() || commonTables.contains(name.bytes(), name.length())) {
      return;
    }
    text.append(name.bytes(), 0, name.length());
    if (isTable) {
      text.collection(name.bytes(), name.length());
    }
  }
}
