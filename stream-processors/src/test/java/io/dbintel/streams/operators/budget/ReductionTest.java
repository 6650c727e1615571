package io.dbintel.streams.operators.budget;

import static io.dbintel.streams.operators.budget.BudgetConfigTest.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.insights.ResultClass;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import org.junit.jupiter.api.Test;

class ReductionTest {
  private static final StatementCatalogue TOY =
      SystemCatalogue.of("toy").statements().orElseThrow();
  private static final Interval TEN_SECONDS = new Interval(5_000_000, 15_000_000);
  private static final long MILLISECOND = 1_000_000;

  /** Fast below 10 ms a run, small below 100 ms in ten seconds. */
  private final Reduction reduction = new Reduction(config("{}").reductions());

  @Test
  void fastIsAShortMeanTimeAndASmallShareOfTheTime() {
    assertThat(isFast(9, 90 * MILLISECOND - 9, 0, 0)).isTrue();
    assertThat(isFast(9, 90 * MILLISECOND, 0, 0)).as("ten milliseconds").isFalse();
    assertThat(isFast(100, 100 * MILLISECOND - 1, 0, 0)).isTrue();
    assertThat(isFast(100, 100 * MILLISECOND, 0, 0)).as("a hundredth of the time").isFalse();
    assertThat(isFast(0, 5, 0, 0)).as("still running").isFalse();
  }

  @Test
  void whatIsNewOrFailedIsNotFast() {
    assertThat(isFast(9, 9, 1, 0)).isFalse();
    assertThat(isFast(9, 9, 0, DeltaFlag.FIRST_SEEN.bit())).isFalse();
    assertThat(isFast(9, 9, 0, DeltaFlag.RESET.bit())).isTrue();
  }

  @Test
  void everyLevelKeepsAtMostWhatTheOneBelowKeeps() {
    for (ResultClass kind : ResultClass.values()) {
      assertThat(reduction.kept(kind, Reduction.NONE)).isEqualTo(1);
      for (int level = 1; level <= Reduction.MAX; level++) {
        assertThat(reduction.kept(kind, level)).isBetween(0.0, reduction.kept(kind, level - 1));
      }
    }
    assertThat(reduction.kept(ResultClass.SESSION, Reduction.SESSIONS_THINNED)).isEqualTo(0.1);
    assertThat(reduction.kept(ResultClass.EVENT, Reduction.MAX)).isEqualTo(1);
    assertThat(reduction.kept(ResultClass.METRIC, Reduction.MAX)).isEqualTo(1);
  }

  private boolean isFast(long runs, long nanos, long failures, int flags) {
    long mask = Polls.RUNS | Polls.ELAPSED | Polls.FAILURES;
    StatementDelta delta = new StatementDelta(mask, new long[] {runs, nanos, failures}, flags);
    return reduction.isFast(TOY, delta, TEN_SECONDS);
  }
}
