package io.dbintel.streams.operators.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateAllocationTest {

  @Test
  void whatFitsStaysAsConfigured() {
    double[] rates = rates(new double[] {1, 0.1}, new double[] {10, 100}, new double[] {1, 1}, 20);
    assertThat(rates).containsExactly(1, 0.1);
  }

  @Test
  void leastValuableRowsGiveWayFirst() {
    // 90 % of the time is in 10 rows, of which all fit
    double[] rates = rates(new double[] {1, 1}, new double[] {10, 90}, new double[] {90, 10}, 28);
    assertThat(rates[0]).isEqualTo(1);
    assertThat(rates[1]).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void rowsThatTakeNoTimeAreStillSeenNowAndThen() {
    double[] rates = rates(new double[] {1, 1}, new double[] {100, 100}, new double[] {9, 0}, 50);
    assertThat(rates[1]).isPositive();
    assertThat(rates(new double[] {1, 1}, new double[] {100, 100}, new double[2], 50))
        .containsExactly(0.25, 0.25);
  }

  @Property
  void budgetIsMetOrEveryRateIsAsConfigured(
      @ForAll @Size(5) double[] configured,
      @ForAll @Size(5) double[] rows,
      @ForAll @Size(5) double[] time,
      @ForAll @DoubleRange(min = 1, max = 5_000) double budget) {
    double[] most = scaled(configured, 1);
    double[] expected = scaled(rows, 10_000);
    double[] rates = rates(most, expected, scaled(time, 1e12), budget);
    double kept = 0;
    double wanted = 0;
    for (int i = 0; i < rates.length; i++) {
      assertThat(rates[i]).isBetween(0.0, most[i]);
      kept += rates[i] * expected[i];
      wanted += most[i] * expected[i];
    }
    assertThat(kept).isCloseTo(Math.min(budget, wanted), within(1e-6 * budget));
  }

  /** A stratum that may have more gets more. */
  @Property
  void ratesGrowWithTheBudgetAndWithWhatIsConfigured(
      @ForAll @Size(4) double[] configured,
      @ForAll @Size(4) double[] rows,
      @ForAll @Size(4) double[] time,
      @ForAll @DoubleRange(min = 1, max = 5_000) double budget) {
    double[] most = scaled(configured, 1);
    double[] expected = scaled(rows, 10_000);
    double[] value = scaled(time, 1e12);
    double[] rates = rates(most, expected, value, budget);
    double[] more = rates(most, expected, value, budget * 1.5);
    double[] raised = most.clone();
    raised[0] = 1;
    double first = rates(raised, expected, value, budget)[0];
    for (int i = 0; i < rates.length; i++) {
      assertThat(more[i]).isGreaterThanOrEqualTo(rates[i] - 1e-9);
    }
    assertThat(first).isGreaterThanOrEqualTo(rates[0] - 1e-9);
  }

  /** Any numbers, brought between 0 and {@code most}. */
  private static double[] scaled(double[] any, double most) {
    double[] scaled = new double[any.length];
    for (int i = 0; i < any.length; i++) {
      scaled[i] = Math.abs(any[i] % 1) * most;
    }
    return scaled;
  }

  private static double[] rates(double[] most, double[] rows, double[] time, double budget) {
    return RateAllocation.rates(most, rows, time, budget);
  }
}
