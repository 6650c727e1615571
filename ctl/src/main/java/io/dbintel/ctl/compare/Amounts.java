package io.dbintel.ctl.compare;

/**
 * What statements did, added up.
 *
 * @param calls executions
 * @param rows rows returned or changed
 * @param timeNs time of execution, nanoseconds
 */
public record Amounts(long calls, long rows, long timeNs) {

  static final Amounts NONE = new Amounts(0, 0, 0);

  Amounts plus(Amounts other) {
    return new Amounts(calls + other.calls, rows + other.rows, timeNs + other.timeNs);
  }

  Amounts minus(Amounts other) {
    return new Amounts(calls - other.calls, rows - other.rows, timeNs - other.timeNs);
  }

  boolean isNegative() {
    return calls < 0 || rows < 0 || timeNs < 0;
  }
}
