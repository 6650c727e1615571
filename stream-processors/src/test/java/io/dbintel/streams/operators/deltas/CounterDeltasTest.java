package io.dbintel.streams.operators.deltas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statement.StatementCounter;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.operator.TopSelection;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterDeltasTest {
  private static final StatementKey KEY = new StatementKey(5, 10, -3, true);
  private static final List<String> HOT = List.of("calls", "total_exec_time");
  private static final List<String> ALL = List.of("calls", "total_exec_time", "wal_bytes");
  private static final boolean BASELINE = false;
  private static final boolean FROM_ZERO = true;

  private final CounterDeltas deltas = new CounterDeltas();
  private CounterBase state;
  private String held;

  @Test
  void columnNeverReadOfABaselineRowTakesItsFirstValueAsBase() {
    read(BASELINE, HOT, 0, 10, 100);
    assertThat(held).isEqualTo("baseline");

    StatementDelta delta = read(FROM_ZERO, ALL, 0, 11, 150, 9_000);

    assertThat(delta.value(StatementCounter.CALLS)).isEqualTo(1);
    assertThat(delta.has(StatementCounter.WAL_BYTES)).isFalse();
    assertThat(read(FROM_ZERO, ALL, 0, 12, 160, 9_500).value(StatementCounter.WAL_BYTES))
        .isEqualTo(500);
  }

  @Test
  void columnNeverReadOfARowFromZeroHasBaseZero() {
    StatementDelta first = read(FROM_ZERO, HOT, 0, 10, 100);
    assertThat(first.flags()).isEqualTo(DeltaFlag.FIRST_SEEN.bit());

    assertThat(read(FROM_ZERO, ALL, 0, 11, 150, 9_000).value(StatementCounter.WAL_BYTES))
        .isEqualTo(9_000);
  }

  @Test
  void columnsThatWereNotReadStayAsTheyAre() {
    read(BASELINE, ALL, 0, 10, 100, 7_000);
    read(FROM_ZERO, HOT, 0, 11, 110);

    assertThat(read(FROM_ZERO, ALL, 0, 12, 120, 7_010).value(StatementCounter.WAL_BYTES))
        .isEqualTo(10);
  }

  @Test
  void lowerCounterOfTheLastReadGivesEveryColumnBaseZero() {
    read(BASELINE, ALL, 0, 10, 100, 7_000);

    StatementDelta delta = read(FROM_ZERO, ALL, 0, 3, 200, 50);

    assertThat(delta.flags()).isEqualTo(DeltaFlag.EVICTED.bit());
    assertThat(delta.value(StatementCounter.CALLS)).isEqualTo(3);
    assertThat(delta.value(StatementCounter.TOTAL_EXEC_TIME)).isEqualTo(200);
    assertThat(delta.value(StatementCounter.WAL_BYTES)).isEqualTo(50);
  }

  @Test
  void columnNotReadAtAnEvictionHasBaseZeroAfterIt() {
    read(BASELINE, ALL, 0, 10, 100, 7_000);
    read(FROM_ZERO, HOT, 0, 3, 30);

    assertThat(read(FROM_ZERO, ALL, 0, 4, 40, 9_000).value(StatementCounter.WAL_BYTES))
        .isEqualTo(9_000);
  }

  @Test
  void evictionThatAnOlderColumnTellsDoesNotCountNewerColumnsTwice() {
    read(BASELINE, ALL, 0, 10, 100, 7_000);
    assertThat(read(FROM_ZERO, HOT, 0, 15, 150).value(StatementCounter.CALLS)).isEqualTo(5);

    StatementDelta delta = read(FROM_ZERO, ALL, 0, 17, 170, 60);

    assertThat(delta.value(StatementCounter.CALLS)).isEqualTo(2);
    assertThat(delta.value(StatementCounter.WAL_BYTES)).isEqualTo(60);
    assertThat(delta.flags()).isEqualTo(DeltaFlag.EVICTED.bit());
  }

  @Test
  void newerOriginIsAnEvictionEvenWhenEveryCounterIsHigher() {
    read(BASELINE, HOT, 5, 10, 100);

    StatementDelta delta = read(FROM_ZERO, HOT, 6, 20, 200);

    assertThat(delta.value(StatementCounter.CALLS)).isEqualTo(20);
    assertThat(delta.flags()).isEqualTo(DeltaFlag.EVICTED.bit());
  }

  @Test
  void originLaterThanTheWatchProvesARowWithoutBaseline() {
    assertThat(read(BASELINE, HOT, 2_000, 4, 40).value(StatementCounter.CALLS)).isEqualTo(4);
  }

  @Test
  void sameValuesAgainTellNothingAndChangeNothing() {
    read(BASELINE, HOT, 0, 10, 100);
    CounterBase before = state;

    assertThat(read(FROM_ZERO, HOT, 0, 10, 100)).isNull();
    assertThat(held).isEqualTo("unchanged");
    assertThat(state).isEqualTo(before);
  }

  private StatementDelta read(boolean fromZero, List<String> columns, long since, long... values) {
    PollHeader header = new PollHeader("agent", 1, 0, 1, true, 1_000, 1_001, "7", 1, 1, 1);
    AdmittedChunk poll = new AdmittedChunk(header, 1, fromZero, false, 1_000, new Interval(900, 1_001));
    StatementTurn turn =
        new StatementTurn(poll, CounterSet.of(columns), new TopSelection(0, Integer.MAX_VALUE));
    turn.begin(new StatementRow(KEY, since, values));
    state = deltas.decide(state, turn);
    held = turn.held();
    return turn.delta();
  }
}
