package io.dbintel.streams.operators.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RecordedRequests.Request;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandsTest {
  private final Commands commands = new Commands();
  private AppliedCommands state;
  private InstanceTurn turn;

  @ParameterizedTest
  @EnumSource(names = {"FULL_POLL", "FORGET", "RESET_BASELINE"})
  void everyCommandAboutCountersIsCarriedOutAndAsksForAFullPoll(CommandKind kind) {
    assertThat(apply(kind, "1")).isNull();
    assertThat(turn.command()).isSameAs(turn.record());
    assertThat(turn.requests().all()).hasSize(1).first().isInstanceOf(Request.FullPoll.class);
    assertThat(turn.forgetting()).isEqualTo(kind == CommandKind.FORGET);
  }

  @ParameterizedTest
  @EnumSource(names = {"CIRCUIT_OPEN", "CIRCUIT_CLOSE", "CIRCUIT_RESET"})
  void commandAboutCircuitsIsCarriedOutWithoutAFullPoll(CommandKind kind) {
    assertThat(apply(kind, "1")).isNull();
    assertThat(turn.command()).isSameAs(turn.record());
    assertThat(turn.requests().all()).isEmpty();
    assertThat(turn.forgetting()).isFalse();
  }

  @Test
  void commandIsCarriedOutOnce() {
    apply(CommandKind.FORGET, "1");
    assertThat(apply(CommandKind.FORGET, "1")).isEqualTo("repeated_command");
    assertThat(turn.command()).isNull();
    assertThat(turn.forgetting()).isFalse();
    assertThat(turn.requests().all()).isEmpty();
    assertThat(apply(CommandKind.FORGET, "2")).isNull();
  }

  @Test
  void orderOfCostControlAsksTheAgentForNothing() {
    assertThat(apply(CommandKind.BUDGET_LEVEL, "1")).isNull();
    assertThat(turn.command()).isSameAs(turn.record());
    assertThat(turn.requests().all()).isEmpty();
    assertThat(apply(CommandKind.BUDGET_LEVEL, "1")).isEqualTo("repeated_command");
  }

  @Test
  void unknownCommandIsHeldAndNotRemembered() {
    assertThat(apply(CommandKind.UNKNOWN, "1")).isEqualTo("unknown_command");
    assertThat(turn.requests().all()).isEmpty();
    assertThat(state).isNull();
  }

  @Test
  void theLast64AreRemembered() {
    for (int id = 0; id <= AppliedCommands.MAX_REMEMBERED; id++) {
      apply(CommandKind.FULL_POLL, "command " + id);
    }
    assertThat(state.hashes()).hasSize(AppliedCommands.MAX_REMEMBERED);
    assertThat(apply(CommandKind.FULL_POLL, "command 1")).isEqualTo("repeated_command");
    assertThat(apply(CommandKind.FULL_POLL, "command 0")).isNull();
  }

  @Test
  void otherRecordsAreNotCommands() {
    turn = Verified.turn(Verified.outcome(PollStatus.OK));
    assertThat(commands.decide(null, turn)).isNull();
    assertThat(turn.command()).isNull();
  }

  @Test
  void bytesInStoresStayReadable() {
    AppliedCommands applied = new AppliedCommands(List.of(1L, -1L));
    GoldenBytes.check(commands.part(), 1, applied, "020000000000000001ffffffffffffffff");
  }

  @Test
  void hashOfAnIdStays() {
    assertThat(AppliedCommands.NONE.with("a").hashes()).containsExactly(-7713473000831275931L);
  }

  private String apply(CommandKind kind, String id) {
    turn = Verified.turn(Verified.order(kind, id));
    state = commands.decide(state, turn);
    return turn.takeHeld();
  }
}
