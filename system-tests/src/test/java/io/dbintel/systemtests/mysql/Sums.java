package io.dbintel.systemtests.mysql;

/**
 * What a statement did.
 *
 * @param calls executions
 * @param rows returned or changed
 * @param nanos time
 */
record Sums(long calls, long rows, long nanos) {

  static final Sums NONE = new Sums(0, 0, 0);

  Sums plus(Sums other) {
    return new Sums(calls + other.calls, rows + other.rows, nanos + other.nanos);
  }

  Sums minus(Sums other) {
    return new Sums(calls - other.calls, rows - other.rows, nanos - other.nanos);
  }
}
