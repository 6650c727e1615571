package io.dbintel.streams.operators.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final double BUDGET = 100;
  private static final double LOWER_BELOW = 0.9;

  @Test
  void raisesToTheLowestLevelThatSuffices() {
    assertThat(next(0, 101, 90, 80, 70)).isEqualTo(1);
    assertThat(next(0, 130, 120, 100, 70)).isEqualTo(2);
    assertThat(next(0, 200, 150, 140, 130)).isEqualTo(3);
    assertThat(next(3, 200, 150, 140, 130)).isEqualTo(3);
  }

  @Test
  void lowersToALevelWhoseOwnForecastLeavesAMargin() {
    assertThat(next(2, 120, 95, 60, 50)).isEqualTo(2);
    assertThat(next(2, 120, 90, 60, 50)).isEqualTo(1);
    assertThat(next(3, 80, 70, 60, 50)).isZero();
  }

  @Test
  void withoutABudgetNothingIsWithheld() {
    assertThat(Ladder.next(3, new double[] {9, 8, 7, 6}, 0, LOWER_BELOW)).isZero();
  }

  @Provide
  Arbitrary<double[]> forecasts() {
    return Arbitraries.doubles().between(0, 200).list().ofSize(4).map(LadderTest::descending);
  }

  private static double[] descending(List<Double> values) {
    return values.stream().sorted((a, b) -> Double.compare(b, a)).mapToDouble(d -> d).toArray();
  }

  /** Decided again on the same figures, nothing changes. */
  @Property
  void decisionIsItsOwnSuccessor(
      @ForAll("forecasts") double[] atEnd, @ForAll @IntRange(max = 3) int level) {
    int next = Ladder.next(level, atEnd, BUDGET, LOWER_BELOW);
    assertThat(Ladder.next(next, atEnd, BUDGET, LOWER_BELOW)).isEqualTo(next);
  }

  /** A forecast that stays between the two marks never moves the ladder. */
  @Property
  void nothingChangesWithinTheHysteresis(
      @ForAll("forecasts") double[] atEnd, @ForAll @IntRange(max = 3) int level) {
    boolean noReasonToRaise = atEnd[level] <= BUDGET;
    boolean noReasonToLower = level == 0 || atEnd[level - 1] > LOWER_BELOW * BUDGET;
    int next = Ladder.next(level, atEnd, BUDGET, LOWER_BELOW);
    if (noReasonToRaise && noReasonToLower) {
      assertThat(next).isEqualTo(level);
    }
  }

  /** Figures that waver by less than the margin move the ladder at most once. */
  @Property
  void waveringFiguresDoNotMakeItOscillate(
      @ForAll("forecasts") double[] atEnd,
      @ForAll @IntRange(max = 3) int start,
      @ForAll List<@IntRange(min = -4, max = 4) Integer> waves) {
    int level = Ladder.next(start, atEnd, BUDGET, LOWER_BELOW);
    int raised = 0;
    int lowered = 0;
    for (int wave : waves) {
      double[] moved = new double[atEnd.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = atEnd[i] * (1 + wave / 100.0);
      }
      int next = Ladder.next(level, moved, BUDGET, LOWER_BELOW);
      raised += next > level ? 1 : 0;
      lowered += next < level ? 1 : 0;
      level = next;
    }
    assertThat(Math.min(raised, lowered)).as("moves both ways").isZero();
  }

  private static int next(int level, double... atEnd) {
    return Ladder.next(level, atEnd, BUDGET, LOWER_BELOW);
  }
}
