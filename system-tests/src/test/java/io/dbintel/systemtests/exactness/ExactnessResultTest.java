package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.systemtests.exactness.ExactnessResult.LossyPhaseResult;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExactnessResultTest {

  private static final Totals TOTALS = new Totals(10, 20, 30);
  private static final LossyPhaseResult FLAGGED = new LossyPhaseResult(100, 95, 5, Set.of("reset"));

  @Test
  void equalityEverywhereIsExact() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.exact()).isTrue();
    assertThat(result.toJson())
        .startsWith("{\"prove\":\"exactness\",\"exact\":true")
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
  void aReplayMustGiveTheSame() {
    ExactnessResult result = result(true, TOTALS, 0, FLAGGED);
    assertThat(result.withReplay(new ExactnessResult.ReplayResult(4, 1)).exact()).isFalse();
    assertThat(result.withReplay(ExactnessResult.ReplayResult.NONE).exact()).isFalse();
  }

  @Test
  void aLossMustBeFlaggedAndCovered() {
    assertThat(lossy(100, 94, 5, Set.of("reset"))).isFalse();
    assertThat(lossy(100, 101, 5, Set.of("reset"))).isFalse();
    assertThat(lossy(100, 95, 5, Set.of())).isFalse();
  }

  private static boolean lossy(long expected, long exported, long flagged, Set<String> flags) {
    return result(true, TOTALS, 0, new LossyPhaseResult(expected, exported, flagged, flags))
        .exact();
  }

  private static ExactnessResult result(
      boolean driverAgrees, Totals exported, int duplicates, LossyPhaseResult lossy) {
    return new ExactnessResult(
        "built-in",
        driverAgrees,
        3,
        TOTALS,
        exported,
        0,
        duplicates,
        Map.of("reset", 1),
        lossy,
        new ExactnessResult.ReplayResult(4, 0));
  }
}
