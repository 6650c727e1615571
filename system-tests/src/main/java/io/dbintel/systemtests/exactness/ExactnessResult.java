package io.dbintel.systemtests.exactness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the proof found.
 *
 * @param version major version of PostgreSQL
 * @param workload pgbench or built-in
 * @param driverAgrees whether the driver counted as many executions of each statement
 * @param statements rows of pg_stat_statements compared
 * @param expected what the database counted
 * @param exported what arrived over OTLP
 * @param differing statements whose calls, rows or time differ
 * @param duplicates result records that arrived more than once
 * @param faults what was done to the services and the database, by name
 * @param lossy what the second phase found
 * @param metrics what was found of the metrics; null before they were compared
 * @param sessions what was found of the sessions; null before they were compared
 * @param failover what two failovers found; null before they were compared
 * @param replay what feeding the raw log through the processors again found
 * @param time what the log at other times found
 * @param thinned what was found while names were sampled and a budget was spent
 */
public record ExactnessResult(
    String version,
    String workload,
    boolean driverAgrees,
    int statements,
    Totals expected,
    Totals exported,
    int differing,
    int duplicates,
    Map<String, Integer> faults,
    LossyPhaseResult lossy,
    MetricsResult metrics,
    SessionsResult sessions,
    FailoverResult failover,
    ReplayResult replay,
    TimeResult time,
    ThinnedResult thinned) {

  /**
   * Second phase, a reset under load and a crash: what is lost is flagged, and never more than the
   * driver executed inside the flagged interval.
   *
   * @param expectedCalls executions the driver completed
   * @param exportedCalls executions exported
   * @param flagged executions the driver made inside flagged intervals
   * @param flags flags seen
   */
  public record LossyPhaseResult(
      long expectedCalls, long exportedCalls, long flagged, Set<String> flags) {

    boolean holds() {
      long missing = expectedCalls - exportedCalls;
      return missing >= 0 && missing <= flagged && !flags.isEmpty();
    }
  }

  /**
   * Last phase, two replays with other thread counts, one with a kill; both sample names.
   *
   * @param results result records of a replay
   * @param differing result records that only one replay gave, or that differ in a byte
   */
  public record ReplayResult(int results, int differing) {

    /** Before the replays. */
    static final ReplayResult NONE = new ReplayResult(0, 0);

    boolean holds() {
      return results > 0 && differing == 0;
    }
  }

  /** True when every promise held. */
  public boolean exact() {
    return broken().isEmpty();
  }

  /** Names of the promises that did not hold, as the keys of {@link #toJson} begin. */
  public List<String> broken() {
    Map<String, Boolean> held = new LinkedHashMap<>();
    held.put("driver_agrees", driverAgrees);
    held.put("statements", statements > 0);
    held.put("calls", expected.calls() == exported.calls());
    held.put("rows", expected.rows() == exported.rows());
    held.put("time_ns", expected.timeNanos() == exported.timeNanos());
    held.put("statements_differing", differing == 0);
    held.put("duplicates", duplicates == 0);
    held.put("lossy", lossy.holds());
    held.put("replay", replay.holds());
    held.put("metrics", metrics != null && metrics.holds());
    held.put("sessions", sessions != null && sessions.holds());
    held.put("failover", failover != null && failover.holds());
    held.put("time", time.holds());
    held.put("thinned", thinned.holds());
    held.values().removeIf(holds -> holds);
    return List.copyOf(held.keySet());
  }

  /** The same with what was found in the raw log. */
  ExactnessResult with(MetricsResult ofMetrics, SessionsResult ofSessions, FailoverResult of) {
    return new ExactnessResult(
        version,
        workload,
        driverAgrees,
        statements,
        expected,
        exported,
        differing,
        duplicates,
        faults,
        lossy,
        ofMetrics,
        ofSessions,
        of,
        replay,
        time,
        thinned);
  }

  /** The same with what sums were while names were withheld, and the raw log when told again. */
  ExactnessResult with(ReplayResult found, TimeResult atOtherTimes, ThinnedResult whileThinned) {
    return new ExactnessResult(
        version,
        workload,
        driverAgrees,
        statements,
        expected,
        exported,
        differing,
        duplicates,
        faults,
        lossy,
        metrics,
        sessions,
        failover,
        found,
        atOtherTimes,
        whileThinned);
  }

  /** One line of JSON. */
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("prove", "exactness");
    line.put("exact", exact());
    line.put("broken", broken());
    line.put("postgresql", version);
    line.put("workload", workload);
    line.put("driver_agrees", driverAgrees);
    line.put("statements", statements);
    line.put("calls_expected", expected.calls());
    line.put("calls_exported", exported.calls());
    line.put("rows_expected", expected.rows());
    line.put("rows_exported", exported.rows());
    line.put("time_ns_expected", expected.timeNanos());
    line.put("time_ns_exported", exported.timeNanos());
    line.put("statements_differing", differing);
    line.put("duplicates", duplicates);
    line.put("faults", faults);
    line.put("lossy_calls_expected", lossy.expectedCalls());
    line.put("lossy_calls_exported", lossy.exportedCalls());
    line.put("lossy_calls_in_flagged_intervals", lossy.flagged());
    line.put("lossy_flags", new TreeSet<>(lossy.flags()));
    line.put("replay_results", replay.results());
    line.put("replay_differing", replay.differing());
    line.put("metrics", metrics == null ? Map.of() : metrics.toMap());
    line.put("sessions", sessions == null ? Map.of() : sessions.toMap());
    line.put("failover", failover == null ? Map.of() : failover.toMap());
    line.put("time", time.toMap());
    line.put("thinned", thinned.toMap());
    try {
      return new ObjectMapper().writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and names is always JSON", e);
    }
  }
}
