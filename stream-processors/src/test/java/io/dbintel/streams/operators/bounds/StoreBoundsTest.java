package io.dbintel.streams.operators.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoreBoundsTest {
  private final StoreBounds bounds = new StoreBounds(new BoundsConfig(1, 1, 2, 100), "statements");
  private StoredCounts state;

  @Test
  void thereIsRoomUntilTheBoundAndAgainWhenSomethingLeft() {
    InstanceTurn first = turn();
    first.stored().changed("statements", false, true);
    assertThat(first.stored().hasRoom("statements")).isTrue();
    first.stored().changed("statements", false, true);
    assertThat(first.stored().hasRoom("statements")).isFalse();
    first.stored().changed("statements", true, true);
    state = bounds.afterRows(state, first);

    InstanceTurn second = turn();
    assertThat(second.stored().hasRoom("statements")).isFalse();
    assertThat(second.stored().hasRoom("texts")).isTrue();
    second.stored().changed("statements", true, false);
    assertThat(second.stored().hasRoom("statements")).isTrue();
  }

  @Test
  void storeWithoutABoundIsNotCounted() {
    InstanceTurn turn = turn();
    turn.stored().changed("plans", false, true);
    assertThat(turn.stored().hasRoom("plans")).isTrue();
    assertThat(bounds.afterRows(state, turn)).isNull();
  }

  @Test
  void whatWasStoredBeforeItWasCountedDoesNotMakeTheCountNegative() {
    InstanceTurn turn = turn();
    turn.stored().changed("statements", true, false);
    turn.stored().changed("statements", true, false);
    turn.stored().changed("statements", false, true);
    assertThat(bounds.afterRows(state, turn).counts()).containsEntry("statements", 1L);
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(
        bounds.part(),
        10,
        new StoredCounts(new TreeMap<>(Map.of("statements", 300L, "texts", 1L))),
        "020a73746174656d656e7473ac0205746578747301");
  }

  private InstanceTurn turn() {
    InstanceTurn turn = Verified.turn(Verified.outcome(PollStatus.OK));
    state = bounds.decide(state, turn);
    return turn;
  }
}
