package io.dbintel.streams.operators.quality;

import static io.dbintel.streams.operators.Polls.poll;
import static io.dbintel.streams.operators.quality.QualityTurns.HOUR;
import static io.dbintel.streams.operators.quality.QualityTurns.MASK;
import static io.dbintel.streams.operators.quality.QualityTurns.SECOND;
import static io.dbintel.streams.operators.quality.QualityTurns.flagged;
import static io.dbintel.streams.operators.quality.QualityTurns.grew;
import static io.dbintel.streams.operators.quality.QualityTurns.skipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.DeltaFlag;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QualityTest {
  private static final long MS = 1_000_000;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final QualityTurns turns = new QualityTurns();

  @Test
  void whatIsPlausibleScoresOne() {
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 5, 5, 5 * MS).row(2, 0, 9, 0, 0),
        grew(1, 1, MS),
        skipped(RowOutcome.BASELINE));
    turns.apply(Verified.outcome(PollStatus.OK));
    turns.apply(Verified.tick("a", 1, 0, 5, 3));

    assertThat(turns.reasons()).isEmpty();
    Insight.Quality hour = turns.hour(Verified.outcome(PollStatus.OK));
    assertThat(hour.hour()).isEqualTo(5);
    assertThat(hour.score()).isEqualTo(1);
    assertThat(hour.checked())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("records", 3L, "reads", 3L, "statements", 2L, "metrics", 0L, "sessions", 3L));
    assertThat(hour.shares()).containsOnlyKeys("records", "reads", "statements", "sessions");
  }

  @Test
  void workNeedsCalls() {
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 0, 0, 1).row(2, 0, 0, 1, 0).row(3, 0, 7, 7, 7),
        skipped(RowOutcome.BASELINE),
        skipped(RowOutcome.BASELINE),
        grew(0, 0, 1));
    assertThat(turns.reasons()).isEqualTo(Map.of("work_without_calls", 3L));
  }

  @Test
  void aCounterThatIsNotReadByEveryPollIsNotComparedWithOneThatIs() {
    // the time may have grown since the last poll that read it
    turns.chunk(poll("a", 1).counters(Polls.RUNS).row(1, 0, 7), grew(0, 0, 1));
    assertThat(turns.reasons()).isEmpty();
  }

  @Test
  void aPartMayBeAsLongAsAllProcessesOfTheCallsWorked() {
    long counters = MASK | Polls.BUSY;
    turns.chunk(
        poll("a", 1)
            .counters(counters)
            .row(1, 0, 1, 1, 99 * MS, 400 * MS)
            .row(2, 0, 1, 1, 99 * MS, 400 * MS + 1),
        skipped(RowOutcome.UNCHANGED),
        skipped(RowOutcome.UNCHANGED));
    assertThat(turns.reasons()).isEqualTo(Map.of("part_over_time", 1L));
  }

  @Test
  void moreCallsThanAServerCanExecute() {
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 99_999, 1, 1).row(2, 0, 99_999, 1, 1),
        grew(10_000, 1, 1),
        grew(10_001, 1, 1));
    assertThat(turns.reasons()).isEqualTo(Map.of("calls_over_rate", 1L));
  }

  @Test
  void aCallIsAtMostAsLongAsTheIntervalAndTheLongestOne() {
    long most = MINUTE_NANOS + 10 * TimeUnit.SECONDS.toNanos(1);
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 9, 9, 9).row(2, 0, 9, 9, 9),
        grew(2, 2, 2 * most),
        grew(2, 2, 2 * most + 1));
    assertThat(turns.reasons()).isEqualTo(Map.of("mean_over_longest", 1L));
  }

  @Test
  void allConnectionsHaveNoMoreTimeThanTheIntervalAndTheLongestCall() {
    long most = 10 * (MINUTE_NANOS + 10 * TimeUnit.SECONDS.toNanos(1));
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 9, 9, 9).row(2, 0, 9, 9, 9),
        grew(500, 2, most),
        grew(500, 2, most + 1));
    assertThat(turns.reasons()).isEqualTo(Map.of("time_over_capacity", 1L));
  }

  @Test
  void whatGrewSinceBeforeTheIntervalIsNotComparedWithIt() {
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 9, 9, 9),
        flagged(DeltaFlag.RESET.bit(), 10_001, 1, 100 * MINUTE_NANOS));
    assertThat(turns.reasons()).isEmpty();
  }

  @Test
  void rewoundRowsAreToldAndUnreadableOnesAreNotCheckedTwice() {
    turns.chunk(
        poll("a", 1).counters(MASK).row(1, 0, 9, 9, 9).unreadable(2),
        skipped(RowOutcome.REWOUND),
        skipped(RowOutcome.UNREADABLE));
    turns.apply(new VerifiedRecord.Rejected(1, "bad", 1));

    assertThat(turns.reasons()).isEqualTo(Map.of("rewound", 1L, "invalid", 1L));
    assertThat(turns.state.counts()).containsEntry("statements", 1L).containsEntry("records", 2L);
  }

  @Test
  void aStalePollIsNotJudged() {
    turns.apply(poll("a", 1).counters(MASK).row(1, 0, 0, 0, 1).record());
    assertThat(turns.state.counts()).containsEntry("records", 1L).containsEntry("statements", 0L);
    assertThat(turns.reasons()).isEmpty();
  }

  @Test
  void readsAreJudgedByOutcomeClockAndTime() {
    turns.apply(Verified.outcome(PollStatus.SKIPPED));
    turns.apply(Verified.outcome(PollStatus.FAILED));
    turns.apply(skewed(-60 * SECOND));
    turns.apply(skewed(-60 * SECOND - 1));
    InstanceTurn late = Verified.turn(turns.clock - HOUR, Verified.tick("a", 1, 0, 5, 0));
    late.clock(turns.clock);
    turns.apply(late);

    assertThat(turns.reasons()).isEqualTo(Map.of("failed_poll", 1L, "clock_skew", 1L, "late", 1L));
    assertThat(turns.state.counts()).containsEntry("reads", 4L);
  }

  private static VerifiedRecord.Outcome skewed(long micros) {
    return new VerifiedRecord.Outcome(
        10,
        Verified.SOURCE,
        Verified.clean("statements"),
        PollStatus.OK,
        null,
        1,
        1,
        1,
        micros,
        0L,
        Map.of());
  }

  @Test
  void sessionsCannotBeginAfterTheyWereRead() {
    turns.apply(Verified.tick("a", 1, 0, 1, 2));
    turns.apply(Verified.tick("a", 2, 0, 1 - 60 * SECOND, 2));
    assertThat(turns.reasons()).isEmpty();
    turns.apply(Verified.tick("a", 3, 0, -60 * SECOND, 2));
    assertThat(turns.reasons()).isEqualTo(Map.of("after_read", 2L));
  }

  @Test
  void eachKindCountsAlikeInTheScore() {
    turns.chunk(poll("a", 1).counters(MASK).row(1, 0, 0, 0, 1), skipped(RowOutcome.BASELINE));
    for (int i = 0; i < 7; i++) {
      turns.apply(Verified.outcome(i < 2 ? PollStatus.FAILED : PollStatus.OK));
    }
    Insight.Quality hour = turns.hour(Verified.outcome(PollStatus.OK));

    assertThat(hour.shares()).isEqualTo(Map.of("records", 1.0, "reads", 0.75, "statements", 0.0));
    assertThat(hour.score()).isCloseTo(1.75 / 3, within(1e-12));
    assertThat(hour.reasons())
        .containsEntry("work_without_calls", 1L)
        .containsEntry("failed_poll", 2L)
        .containsEntry("late", 0L);
    assertThat(turns.state.counts()).containsEntry("reads", 1L);
  }

  @Test
  void anHourWaitsForARecordThatSaysWhereItWasReadAndOutlivesAForget() {
    turns.apply(Verified.outcome(PollStatus.FAILED));
    InstanceTurn forget = Verified.turn(turns.clock, Verified.order(CommandKind.FORGET, "1"));
    forget.forget();
    turns.apply(forget);
    turns.clock += HOUR;
    assertThat(turns.apply(Verified.order(CommandKind.FULL_POLL, "2")).insights()).isEmpty();
    turns.clock -= HOUR;

    assertThat(turns.quality.outlivesForget()).isTrue();
    assertThat(turns.hour(Verified.outcome(PollStatus.OK)).checked())
        .containsEntry("records", 3L)
        .containsEntry("reads", 1L);
  }

  @Test
  void bytesInStoresStayReadable() {
    QualityState golden = QualityState.begin(5, 100);
    golden.check(FactKind.RECORDS, 1);
    golden.check(FactKind.STATEMENTS, 300);
    golden.flag(Reason.INVALID, 1);
    golden.flag(Reason.AFTER_READ, 2);
    String first = "0564050100ac0200000e0100000000000000000000000002";
    PartCodec<QualityState> codec = turns.quality.part();
    assertThat(codec.read(new StateReader(HexFormat.of().parseHex(first)), 1)).isEqualTo(golden);

    golden.tuning().observe(Threshold.CLOCK_SKEW, 5);
    golden.tuning().endHour(QualityTurns.config(new TuningConfig(10, false)));
    golden.tuning().observe(Threshold.READ_TIME, 0);
    golden.tuning().moved()[Threshold.CALL_RATE.ordinal()] = 300;
    GoldenBytes.check(codec, 17, 2, golden, first + "04010000000001050000" + "00" + "00ac0200");
  }

  @Test
  void whatIsUsualMovesAThresholdAndIsTold() {
    for (int hour = 0; hour < Tuning.HOURS; hour++) {
      turns.apply(skewed(-200 * SECOND));
      turns.clock += HOUR;
    }
    assertThat(turns.reasons()).isEqualTo(Map.of("clock_skew", 1L));
    assertThat(turns.apply(skewed(200 * SECOND)).insights())
        .filteredOn(Insight.QualityThreshold.class::isInstance)
        .containsExactly(
            new Insight.QualityThreshold(
                Verified.SOURCE,
                4 + Tuning.HOURS,
                "max_clock_skew",
                "us",
                60 * SECOND,
                600 * SECOND,
                200 * SECOND,
                false));
    assertThat(turns.reasons()).isEmpty();

    InstanceTurn forget = Verified.turn(turns.clock, Verified.order(CommandKind.FORGET, "1"));
    forget.forget();
    turns.apply(forget);
    turns.apply(skewed(200 * SECOND));
    assertThat(turns.reasons()).isEqualTo(Map.of("clock_skew", 1L));
  }
}
