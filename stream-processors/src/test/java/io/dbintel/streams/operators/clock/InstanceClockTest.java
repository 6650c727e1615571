package io.dbintel.streams.operators.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import org.junit.jupiter.api.Test;

class InstanceClockTest {
  private final InstanceClock clock = new InstanceClock();

  @Test
  void isTheGreatestTimestampOfTheInstancesRecords() {
    assertThat(decide(null, 500)).isEqualTo(500);
    assertThat(decide(500L, 400)).isEqualTo(500);
    assertThat(decide(500L, 600)).isEqualTo(600);
  }

  @Test
  void isNotTurnedBackByAForget() {
    assertThat(clock.outlivesForget()).isTrue();
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(clock.part(), 2, 1_700_000_000_000L, "80d095ffbc31");
  }

  private Long decide(Long prior, long timestamp) {
    InstanceTurn turn = Verified.turn(timestamp, Verified.outcome(PollStatus.OK));
    Long next = clock.decide(prior, turn);
    assertThat(turn.clock()).isEqualTo(next);
    return next;
  }
}
