package io.dbintel.systemtests.exactness;

/**
 * What one statement did.
 *
 * @param calls executions
 * @param rows rows returned or affected
 * @param timeNanos total execution time, nanoseconds
 */
record Totals(long calls, long rows, long timeNanos) {

  static final Totals NONE = new Totals(0, 0, 0);

  Totals minus(Totals other) {
    return new Totals(calls - other.calls, rows - other.rows, timeNanos - other.timeNanos);
  }

  Totals plus(Totals other) {
    return new Totals(calls + other.calls, rows + other.rows, timeNanos + other.timeNanos);
  }
}
