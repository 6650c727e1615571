package io.dbintel.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import io.dbintel.redaction.sql.Cases;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {
  private static final Map<Sensitivity, PiiScanner> SCANNERS = new EnumMap<>(Sensitivity.class);

  static List<Vector> vectors() {
    return Vector.all();
  }

  private static PiiScanner at(Sensitivity sensitivity) {
    return SCANNERS.computeIfAbsent(
        sensitivity, level -> PiiScanner.of(PiiConfig.defaults().withSensitivity(level)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void findsExactlyWhatIsMarked(Vector vector) {
    Marked marked = vector.marked();

    PiiResult result = at(vector.sensitivity()).scan(marked.text());

    assertThat(result.detections())
        .as("line %d: %s", vector.line(), marked.text())
        .isEqualTo(marked.expected());
  }

  @Test
  void everyDetectorHasVectors() {
    Set<String> marked =
        Vector.all().stream()
            .flatMap(vector -> vector.marked().expected().stream())
            .map(Detection::type)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(marked)
        .isEqualTo(
            DetectorCatalogue.of(PiiConfig.defaults().withSensitivity(Sensitivity.HIGH)).stream()
                .map(Detector::type)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  static List<JsonNode> cards() {
    return Cases.read("cases/datadog_credit_cards.jsonl");
  }

  @ParameterizedTest
  @MethodSource("cards")
  void tellsCardsFromOtherNumbersLikeItsPeers(JsonNode peer) {
    PiiResult result = at(Sensitivity.LOW).scan(peer.get("text").asText());

    assertThat(result.counts().containsKey("PAYMENT_CARD"))
        .as(peer.get("id").asText())
        .isEqualTo(peer.get("is_card").asBoolean());
  }
}
