package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import org.junit.jupiter.api.Test;

/** The instance clock is ahead of what the agent says now, for hours or days. */
class CircuitClockTest {
  private static final long DAYS_6 = 6 * 86_400_000L;

  private final CircuitLog log =
      new CircuitLog(
          "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 2,"
              + " halfOpenWait: 60s}");
  private long agent = log.now;

  @Test
  void aClosedCircuitIsNotBlindAfterALeap() {
    log.later(DAYS_6).ok(5);
    for (int i = 0; i < 10; i++) {
      poll(PollStatus.FAILED, 1_000);
    }
    assertThat(log.transitions).containsExactly("closed>open error_rate");
  }

  @Test
  void anOpenCircuitClosesAfterALeap() {
    log.later(DAYS_6);
    for (int i = 0; i < 4; i++) {
      log.failed("57014");
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.OPEN);
    for (int i = 0; i < 30; i++) {
      poll(PollStatus.OK, 10_000);
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void aFewLateRecordsOrUnorderedOnesTurnNothingBack() {
    log.later(DAYS_6).ok(5);
    for (int i = 0; i < 4; i++) {
      poll(PollStatus.FAILED, 1_000);
    }
    log.ok(5);
    for (int i = 0; i < 12; i++) {
      poll(PollStatus.FAILED, i % 4 == 3 ? -60_000 : 1_000);
    }
    assertThat(log.transitions).isEmpty();
    assertThat(log.held).isEqualTo("late");
  }

  private void poll(PollStatus status, long later) {
    agent += later;
    String reason = status == PollStatus.FAILED ? "57014" : null;
    log.outcome(CircuitLog.QUERY_STATS, status, reason, 5, agent);
  }
}
