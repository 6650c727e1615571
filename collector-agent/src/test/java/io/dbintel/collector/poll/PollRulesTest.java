package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollGateTest {

  @Test
  void isOpenWithoutADocument() {
    assertThat(PollGate.of(null, 5)).isEqualTo(new PollGate(true, 1, 0));
  }

  @Test
  void followsTheDocument() {
    assertThat(PollGate.of(document(CircuitState.OPEN, 4, 0), 5))
        .isEqualTo(new PollGate(false, 4, 3));
    assertThat(PollGate.of(document(CircuitState.HALF_OPEN, 4, 0), 5).open()).isTrue();
  }

  @Test
  void forgetsADocumentPastItsTimeButNotTheFullPollItAskedFor() {
    assertThat(PollGate.of(document(CircuitState.OPEN, 4, 10), 10).open()).isFalse();
    assertThat(PollGate.of(document(CircuitState.OPEN, 4, 10), 11))
        .isEqualTo(new PollGate(true, 1, 3));
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "0, 0.1", "-3, 0.1", "1e9, 1000"})
  void boundsTheFactor(double asked, double given) {
    assertThat(PollGate.of(document(CircuitState.CLOSED, asked, 0), 5).intervalFactor())
        .isEqualTo(given);
  }

  private static ControlDocument document(CircuitState circuit, double factor, long validUntil) {
    return new ControlDocument(1L, circuit, factor, 3L, List.of(), validUntil);
  }
}
