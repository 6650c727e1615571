package io.dbintel.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.ValueShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final Detector CARD = detector("CARD");
  private static final Detector PHONE = detector("PHONE");

  private static Detector detector(String type) {
    return new Detector(
        type, Sensitivity.LOW, ValueShape.NUMBER, List.of(), (text, sink) -> {}, false);
  }

  @Test
  void theEarlierDetectorNamesAnOverlapAndAWiderSpanIsSecret() {
    assertThat(Claim.settle(List.of(Claim.of(PHONE, 7, 0, 12), Claim.of(CARD, 2, 4, 20))))
        .containsExactly(new Claim(CARD, ValueShape.SECRET, 2, 0, 20));
  }

  @Test
  void theOneThatHoldsAllOfTheOtherNamesBoth() {
    assertThat(Claim.settle(List.of(Claim.of(PHONE, 7, 0, 20), Claim.of(CARD, 2, 4, 16))))
        .containsExactly(Claim.of(PHONE, 7, 0, 20));
  }

  @Test
  void aSpanInsideAnotherKeepsItsShape() {
    assertThat(Claim.settle(List.of(Claim.of(PHONE, 7, 6, 12), Claim.of(CARD, 2, 4, 20))))
        .containsExactly(Claim.of(CARD, 2, 4, 20));
  }

  @Test
  void neighboursStayApartAndInOrder() {
    assertThat(Claim.settle(List.of(Claim.of(CARD, 2, 8, 9), Claim.of(PHONE, 7, 0, 8))))
        .containsExactly(Claim.of(PHONE, 7, 0, 8), Claim.of(CARD, 2, 8, 9));
  }
}
