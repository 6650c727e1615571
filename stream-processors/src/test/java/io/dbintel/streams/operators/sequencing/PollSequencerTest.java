package io.dbintel.streams.operators.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PollSequencerTest {
  private final PollSequencer order = new PollSequencer();
  private SequencerState state;

  @Test
  void earlierPollOfTheSameProcessIsStale() {
    assertThat(apply(poll("a", 5).at(100))).isNotNull();
    assertThat(apply(poll("a", 4).at(110))).isNull();
    assertThat(apply(poll("a", 5).at(100))).isNotNull();
  }

  @Test
  void otherProcessIsAppliedOnlyWhenItReadLater() {
    apply(poll("a", 5).at(100));
    assertThat(apply(poll("b", 1).at(100))).isNull();
    assertThat(apply(poll("b", 1).at(102))).isNotNull();
  }

  @Test
  void baselineIsDoneWhenEveryChunkOfOneFullPollWasApplied() {
    apply(poll("a", 1).at(100).chunk(0, 2));
    apply(poll("b", 1).at(110).chunk(1, 2));
    assertThat(state.baselineDone()).isFalse();
    apply(poll("b", 1).at(110).chunk(0, 2));
    assertThat(state.baselineDone()).isTrue();
    assertThat(apply(poll("b", 2).at(120)).fromZero()).isTrue();
  }

  @Test
  void chunkThatCouldNotBeReadWhollyDoesNotEndTheBaseline() {
    VerifiedRecord.Statements chunk = poll("a", 1).at(100).record(false);
    InstanceTurn turn = new InstanceTurn("t/i", 0, chunk);
    state = order.decide(state, turn);
    assertThat(state.baselineDone()).isFalse();
  }

  @Test
  void resetAfterTheLastReadStartsEveryRowFromZero() {
    apply(poll("a", 1).at(100));
    AdmittedChunk view = apply(poll("a", 2).at(200).reset(150));

    assertThat(view.fromZero()).isTrue();
    assertThat(view.reset()).isTrue();
    assertThat(view.generation()).isEqualTo(2);
    assertThat(apply(poll("a", 3).at(210).reset(150)).reset()).isFalse();
  }

  @Test
  void serverThatHadCountedBeforeTheLastReadIsABaseline() {
    apply(poll("a", 1).at(100).reset(50));
    AdmittedChunk view = apply(poll("a", 2).at(200).reset(70));

    assertThat(view.fromZero()).isFalse();
    assertThat(view.generation()).isEqualTo(2);
  }

  @Test
  void withoutATimeOfResetARestartWeLivedThroughLooksAtEachRow() {
    apply(poll("a", 1).at(100).reset(0).started(10));
    assertThat(apply(poll("a", 2).at(200).reset(0).started(150)).generation()).isEqualTo(1);
    AdmittedChunk other = apply(poll("a", 3).at(300).reset(0).started(120));
    assertThat(other.generation()).isEqualTo(2);
    assertThat(other.fromZero()).isFalse();
  }

  @Test
  void newSelectionIsABaselineForUnknownRowsUntilTheNextFullPoll() {
    apply(poll("a", 1).at(100));
    AdmittedChunk view = apply(poll("a", 2).at(200).selection(9));
    assertThat(view.generation()).isEqualTo(1);
    assertThat(view.fromZero()).isFalse();
    assertThat(view.watchStart()).isEqualTo(200);
    assertThat(apply(poll("a", 3).at(300).selection(9)).fromZero()).isTrue();
  }

  @Test
  void intervalRunsFromThePreviousAppliedReadToThisOne() {
    assertThat(apply(poll("a", 1).at(100)).interval().start()).isEqualTo(100);
    apply(poll("a", 2).at(200).chunk(0, 2));
    assertThat(apply(poll("a", 2).at(200).chunk(1, 2)).interval().start()).isEqualTo(101);
    assertThat(apply(poll("a", 3).at(50)).interval().start()).isEqualTo(51);
  }

  private AdmittedChunk apply(Poll poll) {
    InstanceTurn turn = new InstanceTurn("t/i", 0, poll.record(true));
    state = order.decide(state, turn);
    assertThat(turn.takeHeld()).isEqualTo(turn.poll() == null ? "stale" : null);
    return turn.poll();
  }

  private static Poll poll(String incarnation, long seq) {
    return new Poll(incarnation, seq, 0, 0, 1, 1, 1, 1);
  }

  private record Poll(
      String incarnation,
      long seq,
      long start,
      int index,
      int chunks,
      long statsReset,
      long postmasterStart,
      long seen) {

    Poll at(long time) {
      return new Poll(incarnation, seq, time, index, chunks, statsReset, postmasterStart, seen);
    }

    Poll chunk(int position, int of) {
      return new Poll(incarnation, seq, start, position, of, statsReset, postmasterStart, seen);
    }

    Poll reset(long time) {
      return new Poll(incarnation, seq, start, index, chunks, time, postmasterStart, seen);
    }

    Poll started(long time) {
      return new Poll(incarnation, seq, start, index, chunks, statsReset, time, seen);
    }

    Poll selection(long hash) {
      return new Poll(incarnation, seq, start, index, chunks, statsReset, postmasterStart, hash);
    }

    VerifiedRecord.Statements record(boolean complete) {
      PollHeader header =
          new PollHeader(
              incarnation,
              seq,
              index,
              chunks,
              true,
              start,
              start + 1,
              "7",
              statsReset,
              seen,
              postmasterStart);
      return new VerifiedRecord.Statements(
          null,
          header,
          CounterSet.of(List.of("calls")),
          List.of(),
          complete ? new KeyRange(null, null) : null,
          Map.of(),
          Map.of(),
          Map.of());
    }
  }
}
