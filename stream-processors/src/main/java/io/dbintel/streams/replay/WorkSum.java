package io.dbintel.streams.replay;

/**
 * What statements did, added up.
 *
 * @param calls executions
 * @param timeNanos time spent executing, nanoseconds
 * @param rows rows returned or affected
 */
public record WorkSum(long calls, long timeNanos, long rows) {
  /** Nothing. */
  public static final WorkSum NONE = new WorkSum(0, 0, 0);

  /** Both together. */
  public WorkSum plus(WorkSum other) {
    return new WorkSum(calls + other.calls, timeNanos + other.timeNanos, rows + other.rows);
  }

  /** How much more this is. */
  public WorkSum minus(WorkSum other) {
    return new WorkSum(calls - other.calls, timeNanos - other.timeNanos, rows - other.rows);
  }
}
