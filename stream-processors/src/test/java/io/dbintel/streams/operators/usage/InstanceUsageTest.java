package io.dbintel.streams.operators.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.ResultClass;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InstanceUsageTest {
  private static final long DAY_MS = 86_400_000;

  private final InstanceUsage operator = new InstanceUsage();
  private final List<Insight.InstanceUsage> emitted = new ArrayList<>();
  private InstanceUsageState state;

  @Test
  void emitsAtMostOnceAMinuteAndLosesNothing() {
    for (int second = 0; second <= 125; second++) {
      record(second * 1_000, 10, 2);
    }
    assertThat(emitted).containsExactly(usage(1, 0, 61, 610, 122), usage(2, 0, 60, 600, 120));
    assertThat(state.pending()).isEqualTo(new UsageSum(5, 50, 10));
  }

  @Test
  void newDayEndsTheDayBefore() {
    record(DAY_MS - 10_000, 10, 1);
    record(DAY_MS - 5_000, 10, 0);
    record(DAY_MS, 7, 3);
    assertThat(emitted).containsExactly(usage(1, 0, 2, 20, 1));
    record(DAY_MS + 60_000, 1, 0);
    assertThat(emitted.get(1)).isEqualTo(usage(2, 1, 2, 8, 3));
  }

  @Test
  void commandsAndSingleRowsAreNotRecordsOfTheInstance() {
    run(0, new VerifiedRecord.Order(90, "c", CommandKind.FORGET, null, new TreeMap<>()), 0);
    run(0, new VerifiedRecord.Rejected(0, "invalid_field", 1), 0);
    run(0, new VerifiedRecord.Rejected(40, "undecodable", 1), 0);
    assertThat(state.pending()).isEqualTo(new UsageSum(1, 40, 0));
    assertThat(operator.outlivesForget()).isTrue();
  }

  @Test
  void controlDocumentsAreNoResults() {
    InstanceTurn turn =
        new InstanceTurn("acme/orders", 0, new VerifiedRecord.Rejected(1, "x", 1), null);
    turn.emit(
        new Insight.Control(
            new ControlDocument(1L, CircuitState.CLOSED, "", 0L, 0, 1.0, 0L, List.of(), 0L, 0L)));
    state = operator.afterRows(operator.decide(null, turn), turn);
    assertThat(state.pending().resultRecords()).isZero();
  }

  /** The bytes in stores must stay readable. */
  @Test
  void codecKeepsItsBytes() {
    UsageSum sum = new UsageSum(2, 200, 3);
    GoldenBytes.check(
        new InstanceUsageStateCodec(),
        9,
        2,
        new InstanceUsageState(
            1, 20_000, 300, sum, new BilledBytes(1, 2, 3, 400, 5), new BilledBytes(6, 7, 8, 0, 0)),
        "01a09c01ac0202c80103" + "0102039003050607080000");
    StateReader first = new StateReader(HexFormat.of().parseHex("01a09c01ac0202c80103"));
    assertThat(new InstanceUsageStateCodec().read(first, 1))
        .isEqualTo(new InstanceUsageState(1, 20_000, 300, sum, BilledBytes.NONE, BilledBytes.NONE));
  }

  @Test
  void whatWasBilledAndWithheldGoesWithTheIncrementOnce() {
    InstanceTurn turn = turn(60_000, new VerifiedRecord.Rejected(1, "x", 1));
    turn.billing().obey(2, 7);
    state = operator.decide(InstanceUsageState.begin(0, 0, 0), turn);
    turn.billing().bill(ResultClass.EVENT, 10);
    turn.billing().bill(ResultClass.EVENT, 5);
    turn.billing().withhold(ResultClass.SESSION, 3);
    state = operator.afterRows(state, turn);

    assertThat(turn.insights())
        .containsExactly(
            new Insight.InstanceUsage(
                1, 0, 1, 1, 0, new BilledBytes(0, 0, 0, 15, 0), new BilledBytes(3, 0, 0, 0, 0), 7));
    assertThat(state).isEqualTo(InstanceUsageState.begin(1, 0, 60_000));
  }

  private static InstanceTurn turn(long clock, VerifiedRecord record) {
    return new InstanceTurn("acme/orders", clock, record, null);
  }

  private static Insight.InstanceUsage usage(
      long sequence, long day, long records, long bytes, long results) {
    return new Insight.InstanceUsage(
        sequence, day, records, bytes, results, BilledBytes.NONE, BilledBytes.NONE, 0);
  }

  private void record(long clock, int bytes, int results) {
    run(clock, new VerifiedRecord.Rejected(bytes, "any", 1), results);
  }

  private void run(long clock, VerifiedRecord record, int results) {
    InstanceTurn turn = new InstanceTurn("acme/orders", clock, record, null);
    state = operator.decide(state, turn);
    for (int i = 0; i < results; i++) {
      turn.emit(new Insight.TenantUsage("any result", 0, 0, 0, 0, 0));
    }
    state = operator.afterRows(state, turn);
    turn.insights().stream()
        .filter(Insight.InstanceUsage.class::isInstance)
        .forEach(insight -> emitted.add((Insight.InstanceUsage) insight));
  }
}
