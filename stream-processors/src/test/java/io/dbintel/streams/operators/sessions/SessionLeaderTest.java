package io.dbintel.streams.operators.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLeaderTest {
  private final SessionLeader leader = new SessionLeader(new SessionsConfig(Duration.ofMillis(10)));
  private LeaderState state;
  private InstanceTurn turn;

  @Test
  void allPartsOfATickAreAdmittedOnceEach() {
    assertThat(apply(1_000, Verified.tick("a", 1, 0, 50_000, 3))).isNull();
    assertThat(turn.sessions().sessions()).hasSize(3);
    assertThat(apply(1_000, Verified.tick("a", 1, 1, 50_000, 2))).isNull();
    assertThat(turn.sessions().sessions()).hasSize(2);
    assertThat(apply(1_000, Verified.tick("a", 1, 1, 50_000, 2))).isEqualTo("repeated");
    assertThat(turn.sessions()).isNull();
    assertThat(apply(1_000, Verified.tick("a", 1, 0, 50_000, 2))).isEqualTo("repeated");
  }

  @Test
  void partsOfATickBetweenSamplesAreHeldAlike() {
    apply(1_000, Verified.tick("a", 1, 0, 50_000, 1));
    assertThat(apply(1_001, Verified.tick("a", 2, 0, 59_999, 1))).isEqualTo("between_samples");
    assertThat(apply(1_001, Verified.tick("a", 2, 1, 59_999, 1))).isEqualTo("between_samples");
    assertThat(apply(1_002, Verified.tick("a", 3, 0, 60_000, 1))).isNull();
  }

  @Test
  void earlierTickOfTheLeaderIsRepeated() {
    apply(1_000, Verified.tick("a", 2, 0, 50_000, 1));
    assertThat(apply(1_000, Verified.tick("a", 1, 1, 80_000, 1))).isEqualTo("repeated");
  }

  @Test
  void otherProcessLeadsWhenTheLeaderWasSilentForThreeIntervals() {
    apply(1_000, Verified.tick("a", 1, 0, 50_000, 1));
    assertThat(apply(4_000, Verified.tick("b", 1, 0, 80_000, 1))).isEqualTo("not_leader");
    assertThat(apply(4_001, Verified.tick("b", 2, 0, 80_000, 1))).isNull();
    assertThat(apply(4_002, Verified.tick("a", 2, 0, 99_000, 1))).isEqualTo("not_leader");
  }

  @Test
  void tickAfterTheDatabaseClockWasTurnedBackIsSampled() {
    apply(1_000, Verified.tick("a", 1, 0, 50_000, 1));
    assertThat(apply(1_001, Verified.tick("a", 2, 0, 20_000, 1))).isNull();
  }

  @Test
  void bytesInStoresStayReadable() {
    LeaderState leaderState = new LeaderState(new ReadId("a", 7), 1, true, 1_000, 5_000, 50_000);
    GoldenBytes.check(leader.part(), 4, leaderState, "0161070101e8078827d08603");
  }

  private String apply(long clock, VerifiedRecord.Sessions tick) {
    turn = Verified.turn(clock, tick);
    state = leader.decide(state, turn);
    return turn.takeHeld();
  }
}
