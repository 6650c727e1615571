package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollGateTest {

  /**
   * Documents, time and callers come at random. A second account of each version says what has to
   * be let through: nothing before the delay, then exactly the probes asked for.
   */
  @Property(tries = 500)
  void letsExactlyTheProbesOfEachVersionThrough(@ForAll long seed) {
    Random random = new Random(seed);
    AtomicReference<ReceivedDocument> newest = new AtomicReference<>();
    PollGate gate = new PollGate(newest::get, 1);
    long now = 0;
    int left = 0;
    for (int step = 0; step < 200; step++) {
      now += random.nextInt(3_000);
      if (random.nextInt(20) == 0) {
        newest.set(new ReceivedDocument(document(step, random), now));
        left = newest.get().document().getProbePolls();
      }
      boolean looksOpen = gate.rules(now).admitsPolls();
      boolean entered = gate.enter(now, "a").isPresent();
      assertThat(looksOpen).as("looking takes no probe").isEqualTo(entered);
      ReceivedDocument received = newest.get();
      if (received == null || received.document().getCircuit() == CircuitState.CLOSED) {
        assertThat(entered).isTrue();
      } else {
        boolean due =
            received.document().getCircuit() == CircuitState.HALF_OPEN
                || now >= received.receivedAt() + received.document().getProbeAfterMs() * 1_000;
        assertThat(entered).isEqualTo(due && left > 0);
        left -= entered ? 1 : 0;
      }
    }
  }

  /** Callers come at random; the one that comes most often must not take every probe. */
  @Property(tries = 200)
  void everyCollectorHasItsShareOfTheProbes(
      @ForAll @IntRange(min = 1, max = 9) int probes, @ForAll long seed) {
    Random random = new Random(seed);
    ReceivedDocument halfOpen =
        new ReceivedDocument(ControlDocuments.of(1, CircuitState.HALF_OPEN, 0, probes), 0);
    PollGate gate = new PollGate(() -> halfOpen, 3);
    String[] often = {"a", "a", "a", "a", "a", "a", "b", "b", "c"};
    Map<String, Integer> taken = new TreeMap<>();
    for (int call = 0; call < 1_000; call++) {
      String collector = often[random.nextInt(often.length)];
      if (gate.enter(call, collector).isPresent()) {
        taken.merge(collector, 1, Integer::sum);
      }
    }
    assertThat(taken.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(probes);
    assertThat(taken.values()).allMatch(one -> one <= (probes + 2) / 3);
  }

  /** Other wishes change the document's version; the database must not be probed more for it. */
  @Test
  void aBreakHasItsProbesHoweverOftenTheDocumentChanges() {
    AtomicReference<ReceivedDocument> newest = new AtomicReference<>();
    PollGate gate = new PollGate(newest::get, 1);
    newest.set(received(newest.get(), 1, 70, 0));
    assertThat(gate.enter(999_999, "a")).isEmpty();
    assertThat(gate.enter(1_000_000, "a")).hasValue(70);
    newest.set(received(newest.get(), 2, 70, 1_200_000));
    assertThat(gate.enter(1_200_001, "a")).as("goes on at once").hasValue(70);
    assertThat(gate.enter(1_200_002, "a")).as("of two probes").isEmpty();
    newest.set(received(newest.get(), 3, 71, 1_300_000));
    assertThat(gate.enter(1_300_001, "a")).as("waits again").isEmpty();
    assertThat(gate.enter(2_300_000, "a")).hasValue(71);
  }

  private static ReceivedDocument received(
      ReceivedDocument before, long version, long round, long now) {
    ControlDocument document = ControlDocuments.of(version, CircuitState.OPEN, 1_000, 2);
    document.setProbeRound(round);
    return ReceivedDocument.after(before, document, now);
  }

  private static ControlDocument document(long version, Random random) {
    CircuitState[] states = {CircuitState.CLOSED, CircuitState.OPEN, CircuitState.HALF_OPEN};
    return ControlDocuments.of(
        version, states[random.nextInt(3)], random.nextInt(8), random.nextInt(4));
  }
}
