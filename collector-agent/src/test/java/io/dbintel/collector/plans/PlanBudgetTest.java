package io.dbintel.collector.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PlanBudgetTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE = 60 * SECOND;

  @Test
  void whatIsNotUsedInTenMinutesIsLost() {
    PlanBudget budget = new PlanBudget(120, Duration.ofSeconds(30), 0);
    assertThat(budget.available(0)).isEqualTo(20);
    assertThat(budget.available(600 * MINUTE)).isEqualTo(20);
  }

  @Test
  void aDearPlanKeepsOthersWaiting() {
    PlanBudget budget = new PlanBudget(120, Duration.ofSeconds(30), 0);
    budget.spend(6 * SECOND);
    assertThat(budget.available(0)).isZero();
    assertThat(budget.available(3 * MINUTE)).isEqualTo(20);
  }

  @Property(tries = 200)
  void neitherCountNorTimeIsExceeded(
      @ForAll @IntRange(min = 1, max = 1_000) int perHour,
      @ForAll @LongRange(min = 1, max = 2_000) long millisEach) {
    PlanBudget budget = new PlanBudget(perHour, Duration.ofSeconds(30), 0);
    long plans = 0;
    for (long now = 0; now < 240 * MINUTE; now += MINUTE) {
      for (int left = budget.available(now); left > 0 && budget.available(now) > 0; left--) {
        budget.spend(millisEach * 1_000_000);
        plans++;
      }
    }
    // four hours, and what was saved at the start
    assertThat(plans).isLessThanOrEqualTo((long) (4.0 * perHour + Math.max(1, perHour / 6.0)) + 1);
    assertThat((plans - 1) * millisEach).isLessThanOrEqualTo(4 * 30_000 + 5_000 + 2_000);
  }
}
