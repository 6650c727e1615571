package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signals and the lock queue stop agents only as long as it may help. */
class CircuitSignalsTest {
  private static final String SETTINGS =
      "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 2, halfOpenWait: 60s";
  private static final String LAG = "postgresql.wal.lag";

  private final CircuitLog log = new CircuitLog(SETTINGS + "}");

  @Test
  void aLagForGoodCostsAFewBreaksADay() {
    for (int i = 0; i < 2 * 8_640; i++) {
      log.later(10_000);
      lag(3_600);
      log.ok(5);
    }
    assertThat(breaks()).isBetween(2L, 6L);
    assertThat(log.transitions).contains("closed>closed thresholds_raised");
    assertThat(log.told)
        .anyMatch(one -> Double.valueOf(1).equals(one.evidence().get("excused.replication_lag")));
  }

  @Test
  void anExcuseEndsOnceTheLagIsBelowItsLimit() {
    for (int i = 0; i < 60; i++) {
      log.later(10_000);
      lag(3_600);
      log.ok(5);
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
    lag(1);
    assertThat(log.transitions).last().isEqualTo("closed>closed thresholds_lowered");
    log.later(Duration.ofHours(1).toMillis());
    lag(3_600);
    lag(3_600);
    assertThat(log.transitions).last().isEqualTo("closed>open replication_lag");
  }

  @Test
  void failedPollsAreNeverExcused() {
    for (int i = 0; i < 200; i++) {
      log.later(4_000).failed("57014");
    }
    assertThat(log.transitions).noneMatch(told -> told.contains("raised"));
    assertThat(log.state.circuit()).isNotEqualTo(Circuit.CLOSED);
  }

  @Test
  void aCircuitThatASignalOpenedWaitsForAReadingOfIt() {
    lag(3_600);
    lag(3_600);
    log.later(30_010).ok(5).ok(5).ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.HALF_OPEN);
    lag(1);
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  @Test
  void aReadingThatDoesNotComeIsNotWaitedForForEver() {
    lag(3_600);
    lag(3_600);
    log.later(30_010).ok(5).ok(5).later(60_000).ok(5);
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  @Test
  void aLockQueueIsJudgedOverHalfAWindow() {
    for (int second = 0; second < 10; second++) {
      log.tick(40).later(1_000);
    }
    assertThat(log.transitions).as("just short of half a window").isEmpty();
    log.tick(40);
    assertThat(log.transitions).containsExactly("closed>open lock_queue");
  }

  @Test
  void oneShortTickBeginsTheLockQueueAnew() {
    for (int second = 0; second < 60; second++) {
      log.tick(second % 9 == 8 ? 39 : 40).later(1_000);
    }
    assertThat(log.transitions).isEmpty();
  }

  @Test
  void aLockQueueForGoodIsExcused() {
    for (int second = 0; second < 7_200; second++) {
      log.later(1_000).tick(50).ok(5);
    }
    assertThat(breaks()).isBetween(1L, 3L);
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void signalsAndTheLockQueueAreSwitchedOffForAnInstance() {
    CircuitLog own =
        new CircuitLog(
            SETTINGS
                + ", overrides: [{match: acme/*, ignoreSignals: [replication_lag, lock_queue]}]}");
    for (int second = 0; second < 60; second++) {
      own.later(1_000).tick(50).metrics(Map.of(LAG, List.of(3_600L)));
    }
    assertThat(own.transitions).isEmpty();
  }

  private long breaks() {
    return log.transitions.stream().filter(told -> told.contains(">open ")).count();
  }

  private void lag(long seconds) {
    log.metrics(Map.of(LAG, List.of(seconds)));
  }
}
