package io.dbintel.streams.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.metrics.MetricGroupState.Series;
import io.dbintel.streams.operators.sequencing.StalePolls;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bytes in stores must stay readable: these were written by this release's codecs. */
class MetricCodecsTest {

  @Test
  void group() {
    MetricGroupState state =
        new MetricGroupState(
            2,
            1_000,
            900,
            70,
            new TreeMap<>(
                Map.of(-5L, new Series(300, 1_000, 70, 0), 6L, new Series(1, 800, 60, 500))));
    holds(
        new MetricGroupStateCodec(),
        state,
        "02e807840746" // generation, read end, previous end, clock
            + "0200f403" // origins
            + "02" // series: hash, value, age of read, age by clock, origin
            + "fffffffffffffffb"
            + "ac02000000"
            + "0000000000000006"
            + "01c8010a01");
  }

  @Test
  void sequence() {
    SequenceState state =
        new SequenceState(
            "a",
            3,
            1,
            1_000,
            1_010,
            "s",
            5,
            6,
            7,
            ServerRole.STANDBY,
            4,
            new StalePolls(new ReadId("b", 9), 2),
            new TreeMap<>(Map.of("g", new SequenceState.GroupSize(12, 70))),
            new SequenceState.Observed(80, 75),
            true);
    String before = "01610301e807f2070173050702040162090201" + "01670c46";
    holds(new SequenceStateCodec(), state, before + "06504b01");
    SequenceState old =
        new SequenceStateCodec().read(new StateReader(HexFormat.of().parseHex(before)), 1);
    assertThat(old.groups()).isEqualTo(state.groups());
    assertThat(old.observed().at(90)).isEqualTo(new SequenceState.Observed(90, 90));
    assertThat(old.reorder()).isFalse();
  }

  @Test
  void sequenceOfTheFirstVersionDoesNotKnowSinceWhenItCounts() {
    StateReader in =
        new StateReader(
            HexFormat.of().parseHex("01610301e807f2070173050702040162090201" + "01670c46"));
    SequenceState state = new SequenceStateCodec().read(in, 1);
    assertThat(state.countersSince()).isZero();
    assertThat(state.groups()).containsOnlyKeys("g");
    assertThat(in.exhausted()).isTrue();
  }

  private static <S> void holds(PartCodec<S> codec, S state, String golden) {
    StateWriter out = new StateWriter();
    codec.write(state, out);
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(golden);
    StateReader in = new StateReader(out.toBytes());
    assertThat(codec.read(in, codec.version())).isEqualTo(state);
    assertThat(in.exhausted()).isTrue();
  }
}
