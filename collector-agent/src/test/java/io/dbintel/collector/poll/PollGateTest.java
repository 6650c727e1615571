package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PollGateTest {

  /**
   * Documents, time and callers come at random. A second account of each version says what has to
   * be let through: nothing before the delay, then exactly the probes asked for.
   */
  @Property(tries = 500)
  void letsExactlyTheProbesOfEachVersionThrough(@ForAll long seed) {
    Random random = new Random(seed);
    AtomicReference<ReceivedDocument> newest = new AtomicReference<>();
    PollGate gate = new PollGate(newest::get);
    long now = 0;
    int left = 0;
    for (int step = 0; step < 200; step++) {
      now += random.nextInt(3_000);
      if (random.nextInt(20) == 0) {
        newest.set(new ReceivedDocument(document(step, random), now));
        left = newest.get().document().getProbePolls();
      }
      boolean looksOpen = gate.rules(now).admitsPolls();
      boolean entered = gate.enter(now);
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

  private static ControlDocument document(long version, Random random) {
    CircuitState[] states = {CircuitState.CLOSED, CircuitState.OPEN, CircuitState.HALF_OPEN};
    return ControlDocuments.of(
        version, states[random.nextInt(3)], random.nextInt(8), random.nextInt(4));
  }
}
