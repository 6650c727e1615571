package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.systemtests.exactness.ExactnessResult.LossyPhaseResult;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExactnessResultTest {

  private static final Totals TOTALS = new Totals(10, 20, 30);
  private static final LossyPhaseResult FLAGGED = new LossyPhaseResult(100, 95, 5, Set.of("reset"));

  private static final SessionsResult SESSIONS = sessions(10);
  private static final FailoverResult FAILOVER = failover(150);
  private static final ExactnessResult.ReplayResult REPLAY = new ExactnessResult.ReplayResult(4, 0);
  private static final TimeResult TIME = new TimeResult(9, 0, 0, 0, 0, 0, 7, 7);
  private static final ThinnedResult THINNED = thinned(7, 3, 2);

  @Test
  void equalityEverywhereIsExact() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.exact()).isTrue();
    assertThat(result.toJson())
        .startsWith("{\"prove\":\"exactness\",\"exact\":true,\"broken\":[],")
        .contains("\"calls_expected\":10,\"calls_exported\":10")
        .contains("\"duplicates\":0")
        .contains("\"lossy_flags\":[\"reset\"]");
  }

  @Test
  void anyDifferenceIsNot() {
    assertThat(result(false, TOTALS, 0, FLAGGED).exact()).isFalse();
    assertThat(result(true, new Totals(9, 20, 30), 0, FLAGGED).exact()).isFalse();
    assertThat(result(true, TOTALS, 1, FLAGGED).exact()).isFalse();
  }

  @Test
  void namesWhatDidNotHold() {
    ExactnessResult calls = result(false, new Totals(9, 20, 30), 0, FLAGGED);
    assertThat(calls.broken()).containsExactly("driver_agrees", "calls");
    assertThat(calls.toJson())
        .contains("\"exact\":false,\"broken\":[\"driver_agrees\",\"calls\"],");
    assertThat(result(true, new Totals(10, 21, 31), 0, FLAGGED).broken())
        .containsExactly("rows", "time_ns");
    assertThat(result(true, TOTALS, 1, new LossyPhaseResult(100, 94, 5, Set.of("reset"))).broken())
        .containsExactly("duplicates", "lossy");
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.with(ExactnessResult.ReplayResult.NONE, TimeResult.NONE, THINNED).broken())
        .containsExactly("replay", "time");
    assertThat(result.with(metrics(1), null, failover(999_150)).broken())
        .containsExactly("metrics", "sessions", "failover");
  }

  @Test
  void aReplayMustGiveTheSame() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.with(new ExactnessResult.ReplayResult(4, 1), TIME, THINNED).exact())
        .isFalse();
    assertThat(result.with(ExactnessResult.ReplayResult.NONE, TIME, THINNED).exact()).isFalse();
  }

  @Test
  void timeMustNotMatter() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.with(REPLAY, new TimeResult(9, 0, 1, 0, 0, 0, 7, 7), THINNED).exact())
        .isFalse();
    assertThat(result.with(REPLAY, new TimeResult(9, 0, 0, 0, 0, 0, 7, 6), THINNED).exact())
        .isFalse();
    assertThat(result.with(REPLAY, TimeResult.NONE, THINNED).exact()).isFalse();
  }

  @Test
  void sumsMustBeEqualWhileBothSamplingAndABudgetTakeNames() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.with(REPLAY, TIME, thinned(7, 3, 0)).exact()).isFalse();
    assertThat(result.with(REPLAY, TIME, thinned(7, 0, 2)).exact()).isFalse();
    assertThat(result.with(REPLAY, TIME, thinned(6, 3, 2)).broken()).containsExactly("thinned");
    assertThat(result.toJson())
        .contains("\"thinned\":{\"calls_expected\":10,", "\"rows_withheld_by_budget\":2");
  }

  private static ThinnedResult thinned(long calls, long sampledOut, long overBudget) {
    return new ThinnedResult(
        new ThinnedResult.Work(TOTALS, 40),
        new ThinnedResult.Work(new Totals(3, 5, 9), 10),
        new ThinnedResult.Work(new Totals(calls, 15, 21), 30),
        sampledOut,
        overBudget,
        3);
  }

  @Test
  void metricsSessionsAndFailoversMustHold() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.with(metrics(1), SESSIONS, FAILOVER).exact()).isFalse();
    assertThat(result.with(metrics(0), null, FAILOVER).exact()).isFalse();
    assertThat(result.with(metrics(0), sessions(9), FAILOVER).exact()).isFalse();
    assertThat(result.with(metrics(0), SESSIONS, failover(999_150)).exact()).isFalse();
    assertThat(result.toJson())
        .contains("\"metrics\":{\"series\":9", "\"sessions\":{", "\"failover\":{", "\"time\":{");
  }

  @Test
  void aLossMustBeFlaggedAndCovered() {
    assertThat(lossy(100, 94, 5, Set.of("reset"))).isFalse();
    assertThat(lossy(100, 101, 5, Set.of("reset"))).isFalse();
    assertThat(lossy(100, 95, 5, Set.of())).isFalse();
  }

  private static MetricsResult metrics(int differing) {
    SortedMap<String, Integer> groups =
        new TreeMap<>(
            Map.of("databases", 3, "server", 2, "tables", 3, "indexes", 2, "functions", 1));
    return new MetricsResult(9, 8, groups, differing, 0, 0, 50, 0, 0, 0, true, true, 1);
  }

  private static SessionsResult sessions(long told) {
    return new SessionsResult(2, 20, 12, 8, 0, 1, 0, 10, told, 0, 0);
  }

  private static FailoverResult failover(long told) {
    return new FailoverResult(2, 1_000, 3, 150, told, 0, 9, 8, 0, 0, 0, 0);
  }

  private static boolean lossy(long expected, long exported, long flagged, Set<String> flags) {
    return result(true, TOTALS, 0, new LossyPhaseResult(expected, exported, flagged, flags))
        .exact();
  }

  private static ExactnessResult result(
      boolean driverAgrees, Totals exported, int duplicates, LossyPhaseResult lossy) {
    return new ExactnessResult(
        "18",
        "built-in",
        driverAgrees,
        3,
        TOTALS,
        exported,
        0,
        duplicates,
        Map.of("reset", 1),
        lossy,
        metrics(0),
        SESSIONS,
        FAILOVER,
        REPLAY,
        TIME,
        THINNED);
  }
}
