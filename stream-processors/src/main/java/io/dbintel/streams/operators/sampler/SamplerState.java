package io.dbintel.streams.operators.sampler;

import java.util.Arrays;

/**
 * The workload of an instance by stratum: for each rule the statement rows that it applied to, then
 * for each rule the sessions, then what was kept whatever the rules say.
 *
 * @param rules hash of the rules' names; the strata of other rules mean nothing
 * @param window number of the window that is being counted
 * @param second second of the database clock of the last record
 * @param decided how many rows and sessions of that second rules decided about
 * @param known whether a window has ended, so that there are means
 * @param rows of the window so far, by stratum
 * @param nanos database time that they stand for, ns
 * @param meanRows moving average of the rows, thousandths a minute
 * @param meanNanos moving average of the time, ns a minute
 */
@SuppressWarnings("ArrayRecordComponent")
record SamplerState(
    long rules,
    long window,
    long second,
    int decided,
    boolean known,
    long[] rows,
    long[] nanos,
    long[] meanRows,
    long[] meanNanos) {

  static SamplerState begin(long rules, int strata, long window) {
    return new SamplerState(
        rules,
        window,
        0,
        0,
        false,
        new long[strata],
        new long[strata],
        new long[strata],
        new long[strata]);
  }

  int strata() {
    return rows.length;
  }

  /** How many rows and sessions rules decided about in the second. */
  int decidedIn(long other) {
    return second == other ? decided : 0;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof SamplerState other
        && rules == other.rules
        && window == other.window
        && second == other.second
        && decided == other.decided
        && known == other.known
        && Arrays.equals(rows, other.rows)
        && Arrays.equals(nanos, other.nanos)
        && Arrays.equals(meanRows, other.meanRows)
        && Arrays.equals(meanNanos, other.meanNanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows) + 31 * Long.hashCode(window);
  }
}
