package io.dbintel.streams.operators.sequencing;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RecordedRequests.Request;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import org.junit.jupiter.api.Test;

class PollSequencerTest {
  private final PollSequencer sequencer = new PollSequencer();
  private SequencerState state;
  private InstanceTurn turn;

  @Test
  void earlierPollOfTheSameProcessIsStale() {
    assertThat(apply(poll("a", 5).at(100))).isNotNull();
    assertThat(apply(poll("a", 4).at(110))).isNull();
    assertThat(apply(poll("a", 5).at(100))).isNotNull();
  }

  @Test
  void otherProcessIsAppliedOnlyWhenItReadLater() {
    apply(poll("a", 5).at(100));
    assertThat(apply(poll("b", 1).at(101))).isNull();
    assertThat(apply(poll("b", 1).at(102))).isNotNull();
  }

  @Test
  void baselineIsDoneWhenEveryChunkOfOneFullPollWasApplied() {
    apply(poll("a", 1).at(100).chunk(0, 2));
    apply(poll("b", 1).at(110).chunk(1, 2));
    assertThat(state.progress().baselineDone()).isFalse();
    assertThat(apply(poll("b", 1).at(110).chunk(0, 2)).fromZero()).isFalse();
    assertThat(state.progress().baselineDone()).isTrue();
    assertThat(apply(poll("b", 2).at(120)).fromZero()).isTrue();
  }

  @Test
  void partialPollDoesNotEndTheBaseline() {
    apply(poll("a", 1).at(100).partial());
    assertThat(state.progress().baselineDone()).isFalse();
  }

  @Test
  void chunkThatCouldNotBeReadWhollyDoesNotEndTheBaseline() {
    apply(poll("a", 1).at(100).incomplete());
    assertThat(state.progress().baselineDone()).isFalse();
  }

  @Test
  void resetAfterTheLastReadStartsEveryRowFromZero() {
    apply(poll("a", 1).at(100));
    AdmittedChunk chunk = apply(poll("a", 2).at(200).countersSince(150));

    assertThat(chunk.fromZero()).isTrue();
    assertThat(chunk.reset()).isTrue();
    assertThat(chunk.generation()).isEqualTo(2);
    assertThat(apply(poll("a", 3).at(210).countersSince(150)).reset()).isFalse();
  }

  @Test
  void serverThatHadCountedBeforeTheLastReadIsABaseline() {
    apply(poll("a", 1).at(100).countersSince(50));
    AdmittedChunk chunk = apply(poll("a", 2).at(200).countersSince(70));

    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.generation()).isEqualTo(2);
  }

  @Test
  void otherServerIsABaseline() {
    apply(poll("a", 1).at(100));
    AdmittedChunk chunk = apply(poll("a", 2).at(200).server("other"));
    assertThat(chunk.generation()).isEqualTo(2);
    assertThat(chunk.fromZero()).isFalse();
  }

  @Test
  void whereTheTimeOfTheResetIsKnownNothingElseCuts() {
    apply(poll("a", 1).at(100));
    AdmittedChunk chunk =
        apply(poll("a", 2).at(200).serverStart(50).timeline(2).role(ServerRole.STANDBY));
    assertThat(chunk.generation()).isEqualTo(1);
    assertThat(chunk.fromZero()).isTrue();
  }

  @Test
  void withoutATimeOfResetARestartWhileMonitoredLooksAtEachRow() {
    apply(poll("a", 1).at(100).countersSince(0).serverStart(10));
    assertThat(apply(poll("a", 2).at(200).countersSince(0).serverStart(150)).generation())
        .isEqualTo(1);
    AdmittedChunk other = apply(poll("a", 3).at(300).countersSince(0).serverStart(120));
    assertThat(other.generation()).isEqualTo(2);
    assertThat(other.fromZero()).isFalse();
  }

  @Test
  void withoutATimeOfResetAnotherTimelineOrRoleIsABaseline() {
    apply(poll("a", 1).at(100).countersSince(0));
    AdmittedChunk promoted = apply(poll("a", 2).at(200).countersSince(0).timeline(2));
    assertThat(promoted.generation()).isEqualTo(2);
    assertThat(promoted.fromZero()).isFalse();

    AdmittedChunk standby =
        apply(poll("a", 3).at(300).countersSince(0).timeline(2).role(ServerRole.STANDBY));
    assertThat(standby.generation()).isEqualTo(3);
    assertThat(standby.fromZero()).isFalse();
  }

  @Test
  void newSelectionIsABaselineForUnknownRowsUntilTheNextFullPoll() {
    apply(poll("a", 1).at(100));
    AdmittedChunk chunk = apply(poll("a", 2).at(200).selection(9));
    assertThat(chunk.generation()).isEqualTo(1);
    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.monitoredSince()).isEqualTo(200);
    assertThat(apply(poll("a", 3).at(300).selection(9)).fromZero()).isTrue();
  }

  @Test
  void hiddenRowsThatFellAreABaselineUntilTheNextFullPoll() {
    apply(poll("a", 1).at(100).hidden(2));
    assertThat(apply(poll("a", 2).at(200).hidden(3).partial()).fromZero()).isTrue();

    AdmittedChunk chunk = apply(poll("a", 3).at(300).hidden(1).partial());
    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.monitoredSince()).isEqualTo(300);
    assertThat(apply(poll("a", 4).at(400).hidden(1)).fromZero()).isFalse();
    assertThat(apply(poll("a", 5).at(500).hidden(1)).fromZero()).isTrue();
  }

  @Test
  void intervalRunsFromThePreviousAppliedReadToThisOne() {
    assertThat(apply(poll("a", 1).at(100)).interval().start()).isEqualTo(100);
    apply(poll("a", 2).at(200).chunk(0, 2));
    assertThat(apply(poll("a", 2).at(200).chunk(1, 2)).interval().start()).isEqualTo(101);
    assertThat(apply(poll("a", 3).at(50)).interval().start()).isEqualTo(51);
  }

  @Test
  void fiveStalePollsInARowRestartTheOrder() {
    apply(poll("a", 1).at(1_000_000));
    for (int seq = 1; seq <= 4; seq++) {
      assertThat(apply(poll("b", seq).at(100 * seq).chunk(0, 2))).isNull();
      assertThat(apply(poll("b", seq).at(100 * seq).chunk(1, 2))).isNull();
    }

    AdmittedChunk chunk = apply(poll("b", 5).at(500).chunk(0, 2));

    assertThat(chunk.reordered()).isTrue();
    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.generation()).isEqualTo(2);
    assertThat(chunk.monitoredSince()).isEqualTo(500);
    assertThat(chunk.interval().start()).isEqualTo(500);
    assertThat(turn.requests().all()).hasSize(1).first().isInstanceOf(Request.FullPoll.class);
    AdmittedChunk second = apply(poll("b", 5).at(500).chunk(1, 2));
    assertThat(second.reordered()).isFalse();
    assertThat(apply(poll("b", 6).at(600)).fromZero()).isTrue();
  }

  @Test
  void appliedPollOrAnotherProcessBetweenThemBreaksTheRow() {
    apply(poll("a", 1).at(1_000_000));
    for (int seq = 1; seq <= 4; seq++) {
      apply(poll("b", seq).at(100));
    }
    apply(poll("a", 2).at(1_000_100));
    assertThat(apply(poll("b", 5).at(500))).isNull();
    apply(poll("c", 1).at(500));
    for (int seq = 6; seq <= 9; seq++) {
      assertThat(apply(poll("b", seq).at(500))).isNull();
    }
  }

  @Test
  void oldPollsOutOfASpoolAreStaleHoweverMany() {
    apply(poll("a", 1).at(1_000_000));
    for (int seq = 1; seq <= 10; seq++) {
      turn = Verified.turn(5_000, poll("b", seq).at(100 * seq).record());
      turn.newest(false);
      state = sequencer.decide(state, turn);
      assertThat(turn.chunk()).isNull();
    }
  }

  @Test
  void earlierPollsOfTheSameProcessNeverRestartTheOrder() {
    apply(poll("a", 20).at(1_000_000));
    for (int seq = 1; seq <= 10; seq++) {
      assertThat(apply(poll("a", seq).at(100 * seq))).isNull();
    }
  }

  @Test
  void resetBaselineTakesTheNextPollWheneverItWasRead() {
    apply(poll("a", 3).at(1_000_000));
    command(CommandKind.RESET_BASELINE);
    assertThat(apply(poll("a", 2).at(900_000))).isNull();

    AdmittedChunk chunk = apply(poll("b", 1).at(100));

    assertThat(chunk.reordered()).isTrue();
    assertThat(chunk.fromZero()).isFalse();
    assertThat(apply(poll("b", 2).at(200)).reordered()).isFalse();
  }

  @Test
  void resetBaselineDoesNotTakeAPollOutOfASpool() {
    apply(poll("a", 3).at(1_000_000));
    command(CommandKind.RESET_BASELINE);
    turn = Verified.turn(5_000, poll("b", 1).at(900_000).record());
    turn.newest(false);
    state = sequencer.decide(state, turn);
    assertThat(turn.chunk()).as("it would count again what was told since").isNull();
    assertThat(apply(poll("c", 1).at(100)).reordered()).isTrue();
  }

  @Test
  void afterAForgetTheNextPollInOrderIsTheBaseAndAnOlderOneIsStale() {
    apply(poll("a", 1).at(100));
    apply(poll("a", 2).at(200));
    assertThat(sequencer.outlivesForget()).isTrue();
    command(CommandKind.FORGET);

    assertThat(apply(poll("b", 1).at(150))).isNull();
    AdmittedChunk next = apply(poll("b", 2).at(300));
    assertThat(next.fromZero()).isFalse();
    assertThat(next.reordered()).isFalse();
    assertThat(next.generation()).isEqualTo(2);
    assertThat(next.monitoredSince()).isEqualTo(300);
    assertThat(apply(poll("b", 3).at(400)).fromZero()).isTrue();
  }

  @Test
  void otherServerThatBeganToCountAfterTheLastReadIsABaseline() {
    apply(poll("a", 1).at(100));
    AdmittedChunk chunk = apply(poll("a", 2).at(200).server("other").countersSince(150));
    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.reset()).isFalse();
  }

  @Test
  void grantBetweenHeaderAndRowsIsABaselineForUnknownRows() {
    apply(poll("a", 1).at(100));
    assertThat(apply(poll("a", 2).at(200)).fromZero()).isTrue();
    AdmittedChunk chunk = apply(poll("a", 3).at(300).privilege("own", "all"));
    assertThat(chunk.fromZero()).isFalse();
    assertThat(chunk.generation()).isEqualTo(1);
  }

  @Test
  void twoAgentsThatSeeDifferentlyAreTold() {
    apply(poll("a", 1).at(100));
    assertThat(turn.selectionChanged()).isFalse();
    apply(poll("b", 1).at(200).selection(9).chunk(0, 2));
    assertThat(turn.selectionChanged()).isTrue();
    apply(poll("b", 1).at(200).selection(9).chunk(1, 2));
    assertThat(turn.selectionChanged()).as("once a poll").isFalse();
  }

  @Test
  void commandThatIsNotCarriedOutChangesNothing() {
    apply(poll("a", 3).at(1_000_000));
    SequencerState before = state;
    turn = Verified.turn(Verified.order(CommandKind.RESET_BASELINE, "again"));
    state = sequencer.decide(state, turn);
    command(CommandKind.FULL_POLL);
    assertThat(state).isEqualTo(before);
  }

  private void command(CommandKind kind) {
    var order = Verified.order(kind, "id");
    turn = Verified.turn(order);
    turn.admit(order);
    state = sequencer.decide(state, turn);
  }

  private AdmittedChunk apply(Polls poll) {
    turn = Verified.turn(poll.record());
    state = sequencer.decide(state, turn);
    assertThat(turn.takeHeld()).isEqualTo(turn.chunk() == null ? "stale" : null);
    return turn.chunk();
  }
}
