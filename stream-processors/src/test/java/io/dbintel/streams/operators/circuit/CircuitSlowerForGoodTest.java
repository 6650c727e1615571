package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import org.junit.jupiter.api.Test;

/** What was learned of a database's polls does not outlive the database that it was learned of. */
class CircuitSlowerForGoodTest {
  private final CircuitLog log =
      new CircuitLog(
          "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 3, lockQueue:"
              + " 40}");

  @Test
  void aDatabaseThatIsSlowerForGoodIsStoppedOnce() {
    for (int i = 0; i < 200; i++) {
      log.later(400).ok(50);
    }
    for (int i = 0; i < 300; i++) {
      log.later(4_000).ok(1_200);
    }
    assertThat(log.transitions)
        .containsExactly(
            "closed>open slow_polls", "open>half_open break_over", "half_open>closed probes_good");
  }

  @Test
  void probesOverTheGreatestTimeoutAreSlow() {
    for (int i = 0; i < 4; i++) {
      log.failed("57014");
    }
    log.later(90_000).ok(31_000).ok(31_000).ok(31_000);
    assertThat(log.transitions).last().isEqualTo("half_open>open probes_failed");
  }

  @Test
  void aNewCollectorTakesThePlaceOfTheOneLongestUnseen() {
    for (int i = 0; i < CircuitBreakerState.MAX_COLLECTORS; i++) {
      log.later(1_000).outcome("old" + i, PollStatus.OK, null, 5, log.now);
    }
    log.later(7_200_000).outcome("old0", PollStatus.OK, null, 5, log.now);
    log.outcome("new", PollStatus.OK, null, 5, log.now);
    assertThat(log.state.durations())
        .hasSize(CircuitBreakerState.MAX_COLLECTORS)
        .containsKeys("new", "old0")
        .doesNotContainKey("old1");
  }
}
