package io.dbintel.streams.operators.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InstanceClockTest {
  private static final long NOW = Instant.parse("2026-11-27T00:00:00Z").toEpochMilli();
  private static final long FUTURE = Instant.parse("2093-01-01T00:00:00Z").toEpochMilli();
  private static final long WEEK = TimeUnit.DAYS.toMillis(7);

  private final InstanceClock clock = new InstanceClock();
  private ClockState state;
  private boolean newest;

  @Test
  void isTheGreatestTimestampOfTheInstancesRecords() {
    assertThat(at(500)).isEqualTo(500);
    assertThat(at(400)).isEqualTo(500);
    assertThat(at(600)).isEqualTo(600);
    assertThat(at(600 + WEEK)).isEqualTo(600 + WEEK);
  }

  @Test
  void oneRecordOfAnotherCenturyDoesNotMoveIt() {
    at(NOW);
    assertThat(at(FUTURE)).isEqualTo(NOW);
    assertThat(at(0)).isEqualTo(NOW);
    assertThat(at(NOW + 1)).isEqualTo(NOW + 1);
    for (int i = 0; i < 4; i++) {
      assertThat(at(FUTURE + i)).isEqualTo(NOW + 1);
    }
    assertThat(at(NOW + 2)).as("a record of its own time breaks the row").isEqualTo(NOW + 2);
    assertThat(at(FUTURE)).isEqualTo(NOW + 2);
  }

  @Test
  void fiveRecordsInARowMoveItInEitherDirection() {
    at(NOW);
    for (int i = 0; i < 4; i++) {
      assertThat(at(FUTURE + i)).isEqualTo(NOW);
    }
    assertThat(at(FUTURE)).isEqualTo(FUTURE + 3);
    for (int i = 0; i < 4; i++) {
      assertThat(at(NOW + 10 * i)).isEqualTo(FUTURE + 3);
    }
    assertThat(at(NOW + 40)).isEqualTo(NOW + 40);
  }

  @Test
  void theSpoolOfAnAgentThatWasCutOffDoesNotTurnItBack() {
    at(NOW);
    for (int i = 1; i < 100; i++) {
      assertThat(at(NOW - 2 * WEEK + i)).isEqualTo(NOW);
      assertThat(newest).isFalse();
    }
    assertThat(at(NOW + 1)).isEqualTo(NOW + 1);
    assertThat(newest).isTrue();
  }

  @Test
  void whatIsOlderThanAnythingBeforeIsNotNewestAfterALeapBackEither() {
    at(NOW);
    for (int i = 0; i < 5; i++) {
      at(FUTURE + i);
    }
    for (int i = 0; i < 5; i++) {
      at(NOW + i);
    }
    assertThat(state.now()).isEqualTo(NOW + 4);
    assertThat(newest).isFalse();
    decide(NOW + 5, Verified.order(CommandKind.RESET_BASELINE, "1"));
    at(NOW + 6);
    assertThat(newest).isTrue();
  }

  @Test
  void onlyRecordsThatAgreeMoveIt() {
    at(NOW);
    for (int i = 1; i < 20; i++) {
      assertThat(at(NOW + 2 * i * WEEK)).isEqualTo(NOW);
    }
  }

  @Test
  void commandsAndRefusedRecordsAreNotItsOwn() {
    at(NOW);
    assertThat(decide(NOW + 50, Verified.order(CommandKind.FULL_POLL, "1"))).isEqualTo(NOW);
    assertThat(decide(NOW + 50, new VerifiedRecord.Rejected(1, "bad", 1))).isEqualTo(NOW);
  }

  @Test
  void isNotTurnedBackByAForget() {
    assertThat(clock.outlivesForget()).isTrue();
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(
        clock.part(),
        2,
        1,
        new ClockState(1_700_000_000_000L, 5, 3, 6, 1_700_000_000_000L),
        "80d095ffbc310503" + "06" + "80d095ffbc31");
  }

  private long at(long timestamp) {
    return decide(timestamp, Verified.outcome(PollStatus.OK));
  }

  private long decide(long timestamp, VerifiedRecord record) {
    InstanceTurn turn = Verified.turn(timestamp, record);
    state = clock.decide(state, turn);
    assertThat(turn.clock()).isEqualTo(state.now());
    newest = turn.newest();
    return turn.clock();
  }
}
