package io.dbintel.streams.operators.ledger;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final long HOUR = 3_600_000;
  private static final long MASK = Polls.RUNS | Polls.ITEMS | Polls.ELAPSED;

  private final Ledger ledger = new Ledger();
  private LedgerState state;
  private long clock = 5 * HOUR;

  @Test
  void callsRowsAndTimeAreSplitIntoNamedAndRemainder() {
    apply(chunk(poll("a", 1)), row(true, 0, 1, 10, 100), row(false, 0, 2, 20, 200));

    assertThat(entries())
        .containsEntry("calls.in", 3L)
        .containsEntry("calls.named", 1L)
        .containsEntry("calls.remainder", 2L)
        .containsEntry("rows.in", 30L)
        .containsEntry("rows.named", 10L)
        .containsEntry("rows.remainder", 20L)
        .containsEntry("time_ns.in", 300L)
        .containsEntry("time_ns.named", 100L)
        .containsEntry("time_ns.remainder", 200L)
        .containsEntry("chunks.applied", 1L)
        .containsEntry("last_read", 1_001L);
  }

  @Test
  void gapsAreCountedByTheirCause() {
    InstanceTurn turn = chunk(poll("a", 1).hidden(4));
    turn.countDeletedRow();
    apply(
        turn,
        row(true, DeltaFlag.RESET.bit(), 1, 1, 1),
        row(true, DeltaFlag.EVICTED.bit(), 1, 1, 1),
        row(false, DeltaFlag.FIRST_SEEN.bit(), 1, 1, 1),
        skipped(RowOutcome.BASELINE),
        skipped(RowOutcome.REWOUND),
        skipped(RowOutcome.UNREADABLE),
        skipped(RowOutcome.UNCHANGED));

    assertThat(entries())
        .containsEntry("gaps.reset", 1L)
        .containsEntry("gaps.evicted", 1L)
        .containsEntry("first_seen", 1L)
        .containsEntry("baseline_rows", 1L)
        .containsEntry("gaps.rewound", 1L)
        .containsEntry("gaps.unreadable", 1L)
        .containsEntry("rows_left_view", 1L)
        .containsEntry("hidden_rows", 4L)
        .containsEntry("gaps.reordered", 0L);
  }

  @Test
  void aRestartedOrderIsAGap() {
    Polls poll = poll("a", 1);
    InstanceTurn turn = turn(poll.record());
    turn.admit(admitted(poll, 1, false, true));
    apply(turn);
    assertThat(entries()).containsEntry("gaps.reordered", 1L);
  }

  @Test
  void evictionsGrowWithinAnEpochAndFromZeroAfterAReset() {
    apply(chunk(poll("a", 1).evictions(10)));
    assertThat(entries()).containsEntry("evictions", 0L);
    apply(chunk(poll("a", 2).evictions(13)));
    assertThat(entries()).containsEntry("evictions", 3L);
    apply(chunk(poll("a", 3).evictions(-1)));
    apply(chunk(poll("a", 4).evictions(90)));
    assertThat(entries()).containsEntry("evictions", 3L);

    apply(epoch(poll("b", 1).evictions(500), 2, false));
    assertThat(entries()).containsEntry("evictions", 3L);
    apply(epoch(poll("b", 2).evictions(4), 3, true));
    assertThat(entries()).containsEntry("evictions", 7L);
  }

  @Test
  void recordsAreCountedByKind() {
    apply(turn(poll("a", 1).record()));
    apply(turn(Verified.outcome(PollStatus.OK)));
    apply(turn(Verified.outcome(PollStatus.FAILED)));
    apply(turn(Verified.outcome(PollStatus.SKIPPED)));
    apply(turn(new VerifiedRecord.Rejected(1, "bad", 1)));
    apply(turn(new VerifiedRecord.Texts(1, Verified.SOURCE, List.of(), Map.of("email", 2))));

    assertThat(entries())
        .containsEntry("chunks.stale", 1L)
        .containsEntry("polls.ok", 1L)
        .containsEntry("polls.failed", 1L)
        .containsEntry("polls.skipped", 1L)
        .containsEntry("records.valid", 5L)
        .containsEntry("records.rejected", 1L)
        .containsEntry("detections", 2L);
    assertThat(state.qualityScore()).isEqualTo(5.0 / 6);
  }

  @Test
  void hourIsEmittedWithTheFirstLaterRecordThatHasASource() {
    apply(chunk(poll("a", 1)), row(true, 0, 1, 1, 1));
    clock += HOUR;
    InstanceTurn command = turn(Verified.order(CommandKind.FULL_POLL, "1"));
    apply(command);
    assertThat(command.insights()).isEmpty();
    InstanceTurn next = turn(Verified.outcome(PollStatus.OK));
    apply(next);

    assertThat(next.insights()).hasSize(1);
    Insight.Ledger hour = (Insight.Ledger) next.insights().get(0);
    assertThat(hour.hour()).isEqualTo(5);
    assertThat(hour.entries()).containsEntry("calls.in", 1L).containsEntry("records.valid", 2L);
    assertThat(entries()).containsEntry("calls.in", 0L).containsEntry("last_read", 1_001L);
  }

  @Test
  void sessionsAreCountedWithThoseThatLeft() {
    InstanceTurn turn = turn(Verified.tick("a", 1, 0, 5_000, 3));
    turn.countSessions(3, 1);
    apply(turn);
    assertThat(entries()).containsEntry("sessions.in", 3L).containsEntry("sessions.kept", 1L);
  }

  @Test
  void forgetKeepsTheSumsAndDropsWhatTheLastPollSaid() {
    apply(chunk(poll("a", 1).evictions(10)), row(true, 0, 1, 1, 1));
    InstanceTurn forget = turn(Verified.order(CommandKind.FORGET, "1"));
    forget.forget();
    apply(forget);
    apply(chunk(poll("b", 1).evictions(90)));

    assertThat(ledger.outlivesForget()).isTrue();
    assertThat(entries()).containsEntry("calls.in", 1L).containsEntry("evictions", 0L);
  }

  @Test
  void bytesInStoresStayReadable() {
    LedgerState golden = LedgerState.begin(5, new LastPoll(1_001, 2, -1, 4));
    golden.sums()[LedgerEntry.CALLS_IN.ordinal()] = 300;
    golden.sums()[LedgerEntry.UNREADABLE_ROWS.ordinal()] = 1;
    GoldenBytes.check(
        ledger.part(),
        6,
        golden,
        "05e907020004ac0200000000000000000000000000000000000000000000000001000000000000");
  }

  private Map<String, Long> entries() {
    return state.entries();
  }

  private InstanceTurn turn(VerifiedRecord record) {
    return Verified.turn(clock, record);
  }

  private InstanceTurn chunk(Polls poll) {
    return epoch(poll, 1, false);
  }

  private InstanceTurn epoch(Polls poll, int generation, boolean reset) {
    InstanceTurn turn = turn(poll.record());
    turn.admit(admitted(poll, generation, reset, false));
    return turn;
  }

  private static AdmittedChunk admitted(
      Polls poll, int generation, boolean reset, boolean reordered) {
    Interval interval = new Interval(1, 2);
    return new AdmittedChunk(poll.header(), generation, true, reset, 0, interval, reordered);
  }

  private void apply(InstanceTurn turn, RowOutcome... rows) {
    state = ledger.decide(state, turn);
    turn.rows().addAll(List.of(rows));
    state = ledger.afterRows(state, turn);
  }

  private static RowOutcome row(boolean named, int flags, long... values) {
    return new RowOutcome(
        new StatementDelta(MASK, values, flags), named, named ? null : "low_load");
  }

  private static RowOutcome skipped(String reason) {
    return new RowOutcome(null, false, reason);
  }
}
