package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operators.GoldenBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CircuitBreakerStateCodecTest {

  @Test
  void keepsTheBytesThatAreInStores() {
    SortedMap<String, PollDurations> durations = new TreeMap<>();
    durations.put("q", PollDurations.begin(9).plus(5_000, 9).plus(5_000, 9));
    SortedMap<String, LoadTrend> loads = new TreeMap<>();
    loads.put("c", new LoadTrend(100, 0.5, 0.25, 2, 1));
    GoldenBytes.check(
        new CircuitBreakerStateCodec(),
        13,
        4,
        new CircuitBreakerState(
            Circuit.HALF_OPEN,
            "r",
            300,
            2,
            1,
            1,
            "d",
            true,
            5,
            List.of(new Transition(6, Circuit.CLOSED, Circuit.FORCED_OPEN, "c", new TreeMap<>())),
            new Healing(1, 7, 8),
            new PollWindow(9, new PollCounts(1, 2, 3, 4), new PollCounts(5, 6, 7, 8)),
            durations,
            loads,
            new LockQueue(10, 11, 1, 12, 13),
            new Excuses(1, true, new TreeMap<>(Map.of("l", 14L))),
            new BreakerClock(15, 16, 3),
            17),
        "020172ac0202010101640100050106000301630107080901020304050607080101710901050201016340590000000000003fe00000000000003fd000000000000002010a0b010c0d010101016c0e0f100311");
  }

  @Test
  void readsWhatTheFirstVersionWrote() {
    StateReader in =
        new StateReader(
            HexFormat.of()
                .parseHex(
                    "020172ac0202010101640104050106000301630107080901020304050607080101710901050201016340590000000000003fe00000000000003fd000000000000002010a0b01"));
    CircuitBreakerState state = new CircuitBreakerStateCodec().read(in, 1);
    assertThat(in.exhausted()).isTrue();
    assertThat(state.queue()).isEqualTo(new LockQueue(10, 11, 1, 0, 0));
    assertThat(state.excuses()).isEqualTo(Excuses.NONE);
    assertThat(state.clock()).isEqualTo(BreakerClock.NONE);
  }
}
