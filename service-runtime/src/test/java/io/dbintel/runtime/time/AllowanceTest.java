package io.dbintel.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final long SECOND = 1_000_000;

  private final Allowance allowance = new Allowance(2, Duration.ofSeconds(10));

  @Test
  void grantsAFewAtOnceAndOneMoreAPeriod() {
    assertThat(allowance.take(0)).isTrue();
    assertThat(allowance.take(0)).isTrue();
    assertThat(allowance.take(9 * SECOND)).isFalse();
    assertThat(allowance.take(10 * SECOND)).isTrue();
    assertThat(allowance.take(19 * SECOND)).isFalse();
    assertThat(allowance.takeRefused()).isEqualTo(2);
    assertThat(allowance.takeRefused()).isZero();
  }

  @Test
  void savesUpNoMoreThanItBeganWith() {
    allowance.take(0);
    long later = 3_600 * SECOND;
    assertThat(allowance.take(later)).isTrue();
    assertThat(allowance.take(later)).isTrue();
    assertThat(allowance.take(later)).isFalse();
  }

  @Test
  void goesOnAfterAClockThatStepsBack() {
    allowance.take(3_600 * SECOND);
    allowance.take(3_600 * SECOND);
    assertThat(allowance.take(0)).isFalse();
    assertThat(allowance.take(10 * SECOND)).isTrue();
  }

  @Test
  void refusesAPeriodOfNothing() {
    assertThatThrownBy(() -> new Allowance(1, Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
