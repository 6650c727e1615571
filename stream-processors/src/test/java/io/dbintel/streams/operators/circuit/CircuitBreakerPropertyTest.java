package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CircuitBreakerPropertyTest {
  private static final String SETTINGS =
      "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 3, halfOpenWait:"
          + " 60s, volumePerMinute: 100KiB, lockQueue: 3}";
  private static final int MAX_BYTES = 1_500;

  @Property(tries = 300)
  void decisionsDependOnTheLogAlone(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int every) {
    CircuitLog whole = new CircuitLog(SETTINGS);
    CircuitLog parts = new CircuitLog(SETTINGS);
    Random random = new Random(seed);
    Random again = new Random(seed);
    for (int step = 0; step < 200; step++) {
      step(whole, random);
      step(parts, again);
      if (step % every == 0) {
        parts.restart();
      }
    }
    assertThat(parts.told).isEqualTo(whole.told);
    assertThat(parts.positions).isEqualTo(whole.positions);
    assertThat(parts.requests).isEqualTo(whole.requests);
    assertThat(parts.bytes()).isEqualTo(whole.bytes());
  }

  @Property(tries = 300)
  void neverMoreThanTheProbesDecideAndStateIsBounded(@ForAll long seed) {
    CircuitLog log = new CircuitLog(SETTINGS);
    Random random = new Random(seed);
    for (int step = 0; step < 300; step++) {
      step(log, random);
      assertThat(log.state.probes()).isLessThanOrEqualTo(3);
      boolean waitsForASignal = Healing.isSignal(log.state.reason()) && !log.state.excuses().read();
      if (log.state.circuit() == Circuit.HALF_OPEN && !waitsForASignal) {
        assertThat(log.state.probes()).isLessThan(3);
      }
      assertThat(log.bytes().length).isLessThan(MAX_BYTES);
    }
  }

  /** Whatever happened before, good polls alone close it, unless a person keeps it open. */
  @Property(tries = 300)
  void anOpenCircuitIsAlwaysLeftOncePollsAreGood(@ForAll long seed) {
    CircuitLog log = new CircuitLog(SETTINGS);
    Random random = new Random(seed);
    for (int step = 0; step < 100; step++) {
      step(log, random);
    }
    boolean forced =
        log.state.circuit() == Circuit.FORCED_OPEN || log.state.circuit() == Circuit.FORCED_CLOSED;
    Circuit kept = log.state.circuit();
    log.bytes = 10;
    for (int step = 0; step < 100; step++) {
      log.later(5_000).ok(5);
    }
    assertThat(log.state.circuit()).isEqualTo(forced ? kept : Circuit.CLOSED);
    assertThat(log.state.asked()).isEqualTo(kept == Circuit.FORCED_OPEN);
  }

  private static void step(CircuitLog log, Random random) {
    log.later(random.nextInt(4_000));
    log.bytes = random.nextInt(10) == 0 ? random.nextInt(30_000) : 100;
    String collector = "collector-" + random.nextInt(12);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 ->
          log.outcome(collector, PollStatus.OK, null, random.nextInt(40_000), log.now);
      case 4, 5 -> log.outcome(collector, PollStatus.FAILED, "57014", 10, log.now);
      case 6 -> log.skipped("circuit_open");
      case 7 -> log.tick(random.nextInt(5));
      case 8 ->
          log.metrics(
              Map.of(
                  "postgresql.backends",
                  List.of((long) random.nextInt(110)),
                  "postgresql.connection.max",
                  List.of(100L)));
      case 9 -> log.outcome(collector, PollStatus.OK, null, 5, log.now - random.nextInt(60_000));
      case 10 -> log.later(random.nextInt(100_000)).ok(3);
      default -> {
        CommandKind[] kinds = CommandKind.values();
        if (random.nextInt(4) == 0) {
          log.order(kinds[1 + random.nextInt(kinds.length - 1)]);
        }
      }
    }
    if (log.state == null) {
      log.ok(1);
    }
  }
}
