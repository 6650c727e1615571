package io.dbintel.streams.operators.exporterrors;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.ExportRelief;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExportFeedbackTest {
  private static final long HOUR_MS = 3_600_000;

  private ExportFeedback operator = new ExportFeedback(ExportErrorsTest.config("{}"));
  private FeedbackOrder state;

  @Test
  void orderHoldsForAnHourOfTheInstanceClock() {
    assertThat(apply(1_000, order("1", "2", "7")).billing().relief())
        .isEqualTo(new ExportRelief(1, 2));
    assertThat(state).isEqualTo(new FeedbackOrder(1, 2, 1_000 + HOUR_MS));
    assertThat(apply(HOUR_MS + 999, Verified.outcome(null)).billing().relief())
        .isEqualTo(new ExportRelief(1, 2));
    assertThat(apply(HOUR_MS + 1_000, Verified.outcome(null)).billing().relief())
        .isEqualTo(ExportRelief.NONE);
    assertThat(state).isNull();
  }

  @Test
  void orderOfAClockThatWasPutBackLapses() {
    apply(30 * 24 * HOUR_MS, order("1", "0", "1"));
    assertThat(apply(1_000, Verified.outcome(null)).billing().relief())
        .isEqualTo(ExportRelief.NONE);
    assertThat(state).isNull();
  }

  @Test
  void orderThatEndsItIsNotRemembered() {
    apply(1_000, order("2", "0", "1"));
    assertThat(apply(2_000, order("0", "0", "2")).billing().relief()).isEqualTo(ExportRelief.NONE);
    assertThat(state).isNull();
    assertThat(operator.outlivesForget()).isTrue();
  }

  @Test
  void whatIsNoOrderIsHeldAndChangesNothing() {
    apply(1_000, order("1", "0", "1"));
    for (VerifiedRecord.Order wrong :
        List.of(
            order("3", "0", "2"),
            order("0", "-1", "2"),
            order("x", "0", "2"),
            order("0", "0", ""))) {
      InstanceTurn turn = apply(2_000, wrong);
      assertThat(turn.takeHeld()).isEqualTo("invalid_order");
      assertThat(turn.billing().relief()).isEqualTo(new ExportRelief(1, 0));
    }
  }

  @Test
  void shadowModeWithholdsNothing() {
    operator = new ExportFeedback(ExportErrorsTest.config("{shadow: true}"));
    InstanceTurn turn = apply(1_000, order("2", "2", "1"));
    assertThat(turn.billing().relief()).isEqualTo(ExportRelief.NONE);
    long[] shadow = {0};
    turn.decisions().report((name, kind, count) -> shadow[0] += kind.equals("shadow") ? count : 0);
    assertThat(shadow[0]).isEqualTo(1);
  }

  /** The bytes in stores must stay readable. */
  @Test
  void codecKeepsItsBytes() {
    GoldenBytes.check(new FeedbackOrderCodec(), 24, new FeedbackOrder(1, 2, 300), "0102ac02");
  }

  private InstanceTurn apply(long clock, VerifiedRecord record) {
    InstanceTurn turn = Verified.turn(clock, record);
    if (record instanceof VerifiedRecord.Order order) {
      turn.admit(order);
    }
    state = operator.decide(state, turn);
    return turn;
  }

  private static VerifiedRecord.Order order(String rate, String cardinality, String number) {
    SortedMap<String, CleanText> arguments = new TreeMap<>();
    arguments.put("rate", Verified.clean(rate));
    arguments.put("cardinality", Verified.clean(cardinality));
    arguments.put("order", Verified.clean(number));
    return new VerifiedRecord.Order(
        10, "id" + number, CommandKind.EXPORT_FEEDBACK, Verified.clean("monitor"), arguments);
  }
}
