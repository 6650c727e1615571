package io.dbintel.streams.operators.deltas;

import static io.dbintel.streams.operators.Polls.BUSY;
import static io.dbintel.streams.operators.Polls.ELAPSED;
import static io.dbintel.streams.operators.Polls.FAILURES;
import static io.dbintel.streams.operators.Polls.ITEMS;
import static io.dbintel.streams.operators.Polls.RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import org.junit.jupiter.api.Test;

class CounterDeltasTest {
  private static final long HOT = RUNS | ELAPSED;
  private static final long ALL = RUNS | ELAPSED | BUSY | FAILURES;
  private static final long COLD_ITEMS = RUNS | ITEMS | ELAPSED;
  private static final boolean BASELINE = false;
  private static final boolean FROM_ZERO = true;

  private final CounterDeltas deltas = new CounterDeltas();
  private int generation = 1;
  private long selection = 1;
  private boolean reset;
  private CounterBase state;
  private String skipped;

  @Test
  void counterNeverReadOfABaselineRowTakesItsFirstValueAsBase() {
    read(BASELINE, HOT, 0, 10, 100);
    assertThat(skipped).isEqualTo("baseline");

    StatementDelta delta = read(FROM_ZERO, COLD_ITEMS, 0, 11, 9_000, 150);

    assertThat(delta).isEqualTo(delta(HOT, 0, 1, 50));
    assertThat(read(FROM_ZERO, COLD_ITEMS, 0, 12, 9_500, 160).sum(ITEMS)).isEqualTo(500);
  }

  @Test
  void counterNeverReadOfARowFromZeroHasBaseZero() {
    StatementDelta first = read(FROM_ZERO, HOT, 0, 10, 100);
    assertThat(first).isEqualTo(delta(HOT, DeltaFlag.FIRST_SEEN.bit(), 10, 100));

    assertThat(read(FROM_ZERO, COLD_ITEMS, 0, 11, 9_000, 150).sum(ITEMS)).isEqualTo(9_000);
  }

  @Test
  void countersThatWereNotReadStayAsTheyAre() {
    read(BASELINE, COLD_ITEMS, 0, 10, 7_000, 100);
    read(FROM_ZERO, HOT, 0, 11, 110);

    assertThat(read(FROM_ZERO, COLD_ITEMS, 0, 12, 7_010, 120))
        .isEqualTo(delta(COLD_ITEMS, 0, 1, 10, 10));
  }

  @Test
  void lowerCounterOfTheLastReadGivesEveryCounterBaseZero() {
    read(BASELINE, COLD_ITEMS, 0, 10, 7_000, 100);

    StatementDelta delta = read(FROM_ZERO, COLD_ITEMS, 0, 3, 50, 200);

    assertThat(delta).isEqualTo(delta(COLD_ITEMS, DeltaFlag.EVICTED.bit(), 3, 50, 200));
  }

  @Test
  void counterNotReadAtAnEvictionHasBaseZeroAfterIt() {
    read(BASELINE, COLD_ITEMS, 0, 10, 7_000, 100);
    read(FROM_ZERO, HOT, 0, 3, 30);

    assertThat(read(FROM_ZERO, COLD_ITEMS, 0, 4, 9_000, 40).sum(ITEMS)).isEqualTo(9_000);
  }

  @Test
  void evictionThatAnOlderCounterShowsDoesNotCountNewerCountersTwice() {
    read(BASELINE, COLD_ITEMS, 0, 10, 7_000, 100);
    assertThat(read(FROM_ZERO, HOT, 0, 15, 150).sum(RUNS)).isEqualTo(5);

    assertThat(read(FROM_ZERO, COLD_ITEMS, 0, 17, 60, 170))
        .isEqualTo(delta(COLD_ITEMS, DeltaFlag.EVICTED.bit(), 2, 60, 20));
  }

  @Test
  void newerOriginIsAnEvictionEvenWhenEveryCounterIsHigher() {
    read(BASELINE, HOT, 5, 10, 100);

    assertThat(read(FROM_ZERO, HOT, 6, 20, 200))
        .isEqualTo(delta(HOT, DeltaFlag.EVICTED.bit(), 20, 200));
  }

  @Test
  void lowerCounterWithTheSameOriginIsARestoreAndTheRowItsOwnBase() {
    read(BASELINE, COLD_ITEMS, 5, 10, 7_000, 100);

    assertThat(read(FROM_ZERO, HOT, 5, 7, 120)).isNull();
    assertThat(skipped).isEqualTo("rewound");
    assertThat(read(FROM_ZERO, COLD_ITEMS, 5, 9, 3_000, 150)).isEqualTo(delta(HOT, 0, 2, 30));
  }

  @Test
  void olderOriginWithALowerCounterIsARestoreToo() {
    read(BASELINE, HOT, 5, 10, 100);
    assertThat(read(FROM_ZERO, HOT, 4, 7, 70)).isNull();
    assertThat(skipped).isEqualTo("rewound");
  }

  @Test
  void timeThatFallsAloneIsRoundingAndItsBaseStays() {
    read(BASELINE, HOT, 0, 10, 100);

    assertThat(read(FROM_ZERO, HOT, 0, 11, 99)).isEqualTo(delta(HOT, 0, 1, 0));
    assertThat(read(FROM_ZERO, HOT, 0, 12, 104)).isEqualTo(delta(HOT, 0, 1, 4));
  }

  @Test
  void timeThatFallsOfARowWithOriginIsNoRestore() {
    read(BASELINE, HOT, 5, 10, 100);
    assertThat(read(FROM_ZERO, HOT, 5, 10, 99)).isNull();
    assertThat(skipped).isEqualTo("unchanged");
  }

  @Test
  void everyIntegerCounterShowsAnEviction() {
    read(BASELINE, ALL, 0, 10, 100, 100, 4);
    assertThat(read(FROM_ZERO, ALL, 0, 10, 100, 100, 1).flags()).isEqualTo(DeltaFlag.EVICTED.bit());
  }

  @Test
  void originLaterThanMonitoringProvesARowWithoutBaseline() {
    assertThat(read(BASELINE, HOT, 2_000, 4, 40).sum(RUNS)).isEqualTo(4);
    assertThat(read(BASELINE, HOT, 2_000, 6, 60).sum(RUNS)).isEqualTo(2);
  }

  @Test
  void originAtTheBeginningOfMonitoringProvesNothing() {
    assertThat(read(BASELINE, HOT, 1_000, 4, 40)).isNull();
    assertThat(skipped).isEqualTo("baseline");
  }

  @Test
  void sameValuesAgainGiveNothingAndChangeNothing() {
    read(BASELINE, HOT, 0, 10, 100);
    CounterBase before = state;

    assertThat(read(FROM_ZERO, HOT, 0, 10, 100)).isNull();
    assertThat(skipped).isEqualTo("unchanged");
    assertThat(state).isEqualTo(before);
  }

  @Test
  void rowOfAnotherEpochIsABaselineOrFlaggedAsReset() {
    read(BASELINE, HOT, 0, 10, 100);
    generation = 2;
    assertThat(read(BASELINE, HOT, 0, 20, 200)).isNull();
    generation = 3;
    assertThat(read(FROM_ZERO, HOT, 0, 3, 30)).isEqualTo(delta(HOT, DeltaFlag.RESET.bit(), 3, 30));
  }

  @Test
  void rowSeenFirstAfterAResetIsFlaggedAsReset() {
    reset = true;
    assertThat(read(FROM_ZERO, HOT, 0, 3, 30).flags()).isEqualTo(DeltaFlag.RESET.bit());
  }

  @Test
  void unreadableRowKeepsWhatIsKnownAndIsABaselineWhenNothingIs() {
    apply(FROM_ZERO, poll(HOT).unreadable(1));
    assertThat(skipped).isEqualTo("unreadable");
    assertThat(read(FROM_ZERO, HOT, 0, 10, 100)).isNull();

    apply(FROM_ZERO, poll(HOT).unreadable(1));
    assertThat(read(FROM_ZERO, HOT, 0, 12, 130)).isEqualTo(delta(HOT, 0, 2, 30));
  }

  @Test
  void rowReadUnderAnotherSelectionIsKeptWhileItsEpochLasts() {
    read(BASELINE, HOT, 0, 10, 100);
    assertThat(deltas.keeps(state, chunk(FROM_ZERO, poll(HOT)))).isFalse();
    selection = 2;
    assertThat(deltas.keeps(state, chunk(FROM_ZERO, poll(HOT)))).isTrue();
    generation = 2;
    assertThat(deltas.keeps(state, chunk(FROM_ZERO, poll(HOT)))).isFalse();
  }

  private static StatementDelta delta(long mask, int flags, long... values) {
    return new StatementDelta(mask, values, flags);
  }

  private StatementDelta read(boolean fromZero, long counters, long origin, long... values) {
    return apply(fromZero, poll(counters).row(1, origin, values));
  }

  private Polls poll(long counters) {
    return Polls.poll("agent", 1).counters(counters).selection(selection);
  }

  private AdmittedChunk chunk(boolean fromZero, Polls poll) {
    Interval interval = new Interval(900, 1_001);
    return new AdmittedChunk(poll.header(), generation, fromZero, reset, 1_000, interval, false);
  }

  private StatementDelta apply(boolean fromZero, Polls poll) {
    VerifiedRecord.Statements record = poll.record();
    InstanceTurn instance = Verified.turn(record);
    instance.admit(chunk(fromZero, poll));
    StatementTurn turn = new StatementTurn(instance, record, row -> null);
    turn.begin(record.rows().get(0));
    state = deltas.decide(state, turn);
    skipped = turn.skipped();
    return turn.delta();
  }
}
