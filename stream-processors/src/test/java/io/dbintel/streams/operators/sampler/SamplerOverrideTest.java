package io.dbintel.streams.operators.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerOverrideTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long DAY_MS = 86_400_000;

  private final SamplerOverride operator = new SamplerOverride();
  private InstanceTurn turn;

  /** Whatever was ordered when: the rate is that of the last order, and of none after its end. */
  @Property(tries = 300)
  void lastOrderHoldsUntilItsEnd(
      @ForAll List<@IntRange(min = -20, max = 100) Integer> lives,
      @ForAll @DoubleRange(min = 0, max = 1) double rate,
      @ForAll @IntRange(min = 1, max = 50) int step) {
    OverrideState state = null;
    long now = NOW;
    long end = 0;
    for (int life : lives) {
      state = decide(state, now, order(Double.toString(rate), Instant.ofEpochMilli(now + life)));
      end = life <= 0 ? 0 : now + life;
      for (int i = 0; i < 4; i++) {
        assertThat(turn.samplingOverride())
            .isEqualTo(Double.valueOf(now < end ? rate : Double.NaN));
        assertThat(state == null).isEqualTo(now >= end);
        now += step;
        state = decide(state, now, Verified.outcome(PollStatus.OK));
      }
    }
  }

  @Test
  void orderWithoutUsableArgumentsChangesNothing() {
    OverrideState state = decide(null, NOW, order("0.5", Instant.ofEpochMilli(NOW + 10)));
    for (String rate : List.of("", "1.01", "-0.1", "NaN", "all")) {
      assertThat(decide(state, NOW, order(rate, Instant.ofEpochMilli(NOW + 10)))).isEqualTo(state);
      assertThat(turn.takeHeld()).isEqualTo("invalid_override");
    }
    SortedMap<String, CleanText> arguments = new TreeMap<>();
    arguments.put("rate", Verified.clean("1"));
    arguments.put("expires_at", Verified.clean("soon"));
    assertThat(decide(state, NOW, order(arguments))).isEqualTo(state);
    assertThat(turn.takeHeld()).isEqualTo("invalid_override");
    assertThat(turn.samplingOverride()).as("the order before").isEqualTo(0.5);
  }

  @Test
  void noneHoldsLongerThanADayAndAPersonMayEndIt() {
    OverrideState state = decide(null, NOW, order("1", Instant.ofEpochMilli(NOW + 9 * DAY_MS)));
    assertThat(state.expiresAt()).isEqualTo(NOW + DAY_MS);
    assertThat(decide(null, NOW, order("1", Instant.MAX))).isNull();

    SortedMap<String, CleanText> end = new TreeMap<>();
    end.put("end", Verified.clean("true"));
    assertThat(decide(state, NOW, order(end))).isNull();
    assertThat(turn.samplingOverride()).isNaN();
  }

  /** The agent's clock may be hours from that of whoever ordered. */
  @Test
  void itHoldsForAsLongAsItWasOrderedForWhateverTheInstanceClockSays() {
    for (long apart : new long[] {-3 * DAY_MS, 0, 7_200_000}) {
      VerifiedRecord.Order order = order("0.5", Instant.ofEpochMilli(NOW + 3_600_000));
      turn = Verified.turn(NOW, order);
      turn.clock(NOW + apart);
      turn.admit(order);
      assertThat(operator.decide(null, turn).expiresAt()).isEqualTo(NOW + apart + 3_600_000);
    }
  }

  @Test
  void itEndsWhenTheClockIsPutBackByMoreThanADay() {
    OverrideState state = decide(null, NOW, order("1", Instant.ofEpochMilli(NOW + 10)));
    assertThat(decide(state, NOW - DAY_MS, Verified.outcome(PollStatus.OK))).isNull();
  }

  @Test
  void bytesInStoresStayReadable() {
    OverrideState golden =
        new OverrideState(0.5, 300, Verified.clean("ann"), Verified.clean("why"));
    GoldenBytes.check(operator.part(), 20, golden, "3fe0000000000000ac0203616e6e0103776879");
  }

  private OverrideState decide(OverrideState prior, long now, VerifiedRecord record) {
    turn = Verified.turn(now, record);
    if (record instanceof VerifiedRecord.Order order) {
      turn.admit(order);
    }
    return operator.decide(prior, turn);
  }

  private static VerifiedRecord.Order order(String rate, Instant expiresAt) {
    SortedMap<String, CleanText> arguments = new TreeMap<>();
    arguments.put("rate", Verified.clean(rate));
    arguments.put("expires_at", Verified.clean(expiresAt.toString()));
    return order(arguments);
  }

  private static VerifiedRecord.Order order(SortedMap<String, CleanText> arguments) {
    return new VerifiedRecord.Order(
        10, "id", CommandKind.SAMPLER_OVERRIDE, Verified.clean("author"), arguments);
  }
}
