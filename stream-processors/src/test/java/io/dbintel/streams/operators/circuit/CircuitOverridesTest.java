package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import org.junit.jupiter.api.Test;

/** What is wrong with an override is told at the start, not by the first record it is for. */
class CircuitOverridesTest {

  @Test
  void anOverridesValuesHaveTheLimitsOfTheSettings() {
    assertThatThrownBy(
            () ->
                CircuitLog.config(
                    "{overrides: [{match: a, shadow: true}, {match: \"*\", minimumOutcomes: 0,"
                        + " errorShare: 7.0, minTimeout: 1ms, maxTimeout: 1h, volumePerMinute: 1B,"
                        + " lockQueue: 0, breakDuration: 1ms, halfOpenProbes: 0}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("overrides[1].minimumOutcomes")
        .hasMessageContaining("overrides[1].errorShare")
        .hasMessageContaining("overrides[1].minTimeout")
        .hasMessageContaining("overrides[1].maxTimeout")
        .hasMessageContaining("overrides[1].volumePerMinute")
        .hasMessageContaining("overrides[1].lockQueue")
        .hasMessageContaining("overrides[1].breakDuration")
        .hasMessageContaining("overrides[1].halfOpenProbes");
  }

  @Test
  void anOverrideMustNotContradictWhatItLeavesAsItIs() {
    assertThatThrownBy(
            () ->
                CircuitLog.config(
                    "{overrides: [{match: \"*\", minTimeout: 40s}, {match: a, shadow: true},"
                        + " {match: b, maxTimeout: 500ms}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("overrides[0]: minTimeout 40000 ms, maxTimeout 30000 ms")
        .hasMessageContaining("overrides[2]: minTimeout 1000 ms, maxTimeout 500 ms");
  }
}
