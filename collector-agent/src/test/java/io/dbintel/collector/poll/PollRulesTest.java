package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.poll.PollRules.Admission;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PollRulesTest {

  private static final long RECEIVED = 1_000_000;

  @Example
  void pollsFreelyWithoutADocument() {
    assertThat(PollRules.of(null, 5, 0)).isEqualTo(new PollRules(Admission.FREE, 1, 0));
  }

  @Example
  void followsAClosedCircuit() {
    for (CircuitState circuit : List.of(CircuitState.CLOSED, CircuitState.UNKNOWN)) {
      ControlDocument document = ControlDocuments.of(1, circuit, 100, 2);
      assertThat(rules(document, 5, 7)).isEqualTo(new PollRules(Admission.FREE, 4, 3));
    }
  }

  @Property
  void anOpenCircuitAdmitsProbesOnlyAfterItsDelayAndOnlySoMany(
      @ForAll @LongRange(min = 0, max = 10_000) long delayMs,
      @ForAll @IntRange(min = 0, max = 5) int probes,
      @ForAll @IntRange(min = 0, max = 7) int made,
      @ForAll @LongRange(min = 0, max = 20_000_000) long elapsed) {
    ControlDocument document = ControlDocuments.of(1, CircuitState.OPEN, delayMs, probes);
    Admission admission = rules(document, RECEIVED + elapsed, made).admission();
    boolean admitted = elapsed >= delayMs * 1_000 && made < probes;
    assertThat(admission).isEqualTo(admitted ? Admission.PROBE : Admission.REFUSED);
  }

  @Property
  void aHalfOpenCircuitAdmitsProbesAtOnceAndOnlySoMany(
      @ForAll @LongRange(min = 0, max = 10_000) long delayMs,
      @ForAll @IntRange(min = 0, max = 5) int probes,
      @ForAll @IntRange(min = 0, max = 7) int made) {
    ControlDocument document = ControlDocuments.of(1, CircuitState.HALF_OPEN, delayMs, probes);
    assertThat(rules(document, RECEIVED, made).admission())
        .isEqualTo(made < probes ? Admission.PROBE : Admission.REFUSED);
  }

  @Property
  void pastItsTimeADocumentAsksForNothingButTheFullPoll(
      @ForAll CircuitState circuit,
      @ForAll @LongRange(min = 1, max = 4_000_000) long validUntil,
      @ForAll @LongRange(min = 0, max = 4_000_000) long now) {
    ControlDocument document = ControlDocuments.of(1, circuit, 0, 0, validUntil);
    PollRules rules = rules(document, now, 0);
    assertThat(rules.fullPollsWanted()).isEqualTo(3);
    if (now > validUntil) {
      assertThat(rules).isEqualTo(new PollRules(Admission.FREE, 1, 3));
    } else {
      assertThat(rules.intervalFactor()).isEqualTo(4);
    }
  }

  @Example
  void boundsTheFactor() {
    assertThat(factor(Double.NaN)).isEqualTo(1);
    assertThat(factor(0)).isEqualTo(0.1);
    assertThat(factor(-3)).isEqualTo(0.1);
    assertThat(factor(1e9)).isEqualTo(1_000);
  }

  @Example
  void aVersionThatIsReadAgainKeepsItsTime() {
    ControlDocument first = ControlDocuments.of(1, CircuitState.OPEN, 1, 1);
    ReceivedDocument received = ReceivedDocument.after(null, first, 10);
    assertThat(ReceivedDocument.after(received, first, 20).receivedAt()).isEqualTo(10);
    ControlDocument second = ControlDocuments.of(2, CircuitState.OPEN, 1, 1);
    assertThat(ReceivedDocument.after(received, second, 20).receivedAt()).isEqualTo(20);
  }

  private static double factor(double asked) {
    ControlDocument document = ControlDocuments.of(1, CircuitState.CLOSED, 0, 0);
    document.setIntervalFactor(asked);
    return rules(document, 5, 0).intervalFactor();
  }

  private static PollRules rules(ControlDocument document, long now, int probesMade) {
    return PollRules.of(new ReceivedDocument(document, RECEIVED), now, probesMade);
  }
}
