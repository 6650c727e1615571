package io.dbintel.quickstart.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoadCurveTest {

  @Test
  void risesAndFallsAroundItsMean() {
    LoadCurve wave = LoadCurve.wave(10);

    assertThat(wave.perSecondAt(Duration.ZERO)).isEqualTo(10, within(1e-9));
    assertThat(wave.perSecondAt(Duration.ofMillis(7_500))).isEqualTo(15, within(1e-9));
    assertThat(wave.perSecondAt(Duration.ofMillis(22_500))).isEqualTo(5, within(1e-9));
  }

  @Test
  void triplesInTheRush() {
    LoadCurve rushed = LoadCurve.rushed(8);

    assertThat(rushed.perSecondAt(Duration.ofSeconds(30)))
        .isEqualTo(3 * LoadCurve.rushed(8).perSecondAt(Duration.ofMillis(29_999)), within(0.1));
  }

  @Test
  void waitsTheInverse() {
    assertThat(LoadCurve.steady(4).pauseAt(Duration.ofDays(1))).isEqualTo(Duration.ofMillis(250));
  }

  @Property
  void isAlwaysAPause(@ForAll @IntRange(min = 0, max = 10_000_000) int millis) {
    assertThat(LoadCurve.rushed(8).pauseAt(Duration.ofMillis(millis)))
        .isBetween(Duration.ofMillis(20), Duration.ofMillis(500));
  }
}
