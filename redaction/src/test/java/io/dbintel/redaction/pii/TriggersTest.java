package io.dbintel.redaction.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No trigger and no gate may hide what a finder finds. */
class TriggersTest {
  private static final PiiConfig CONFIG =
      PiiConfig.defaults()
          .withSensitivity(Sensitivity.HIGH)
          .withCustomDetectors(List.of(CustomDetector.of("STAFF_ID", "[A-Z]{2,3}-?[0-9]{4}")));
  private static final List<Detector> DETECTORS = DetectorCatalogue.of(CONFIG);
  private static final PiiScanner SCANNER = PiiScanner.of(CONFIG);

  private static List<Detection> askingEveryFinder(String text) {
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < DETECTORS.size(); i++) {
      int rank = i;
      DETECTORS
          .get(rank)
          .finder()
          .find(text, (start, end) -> claims.add(Claim.of(DETECTORS.get(rank), rank, start, end)));
    }
    return Claim.settle(claims).stream()
        .map(claim -> new Detection(claim.detector().type(), claim.start(), claim.end()))
        .toList();
  }

  @Property(tries = 3_000)
  void triggersMissNothing(@ForAll("texts") String text) {
    assertThat(SCANNER.scan(text).detections()).as(text).isEqualTo(askingEveryFinder(text));
  }

  @Property(tries = 500)
  void bytesAndTextsGiveTheSame(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(UTF_8);

    PiiResult result = SCANNER.scan(bytes, 0, bytes.length);

    String decoded = new String(bytes, UTF_8);
    PiiResult ofText = SCANNER.scan(decoded);
    assertThat(result.text(decoded)).isEqualTo(ofText.text(decoded));
    assertThat(result.counts()).isEqualTo(ofText.counts());
    for (int i = 0; i < result.detections().size(); i++) {
      Detection inBytes = result.detections().get(i);
      Detection inText = ofText.detections().get(i);
      assertThat(new String(bytes, inBytes.start(), inBytes.end() - inBytes.start(), UTF_8))
          .isEqualTo(decoded.substring(inText.start(), inText.end()));
    }
  }

  @Example
  void everyVectorIsTriggered() {
    for (Vector vector : Vector.all()) {
      String text = vector.marked().text();
      assertThat(SCANNER.scan(text).detections()).isEqualTo(askingEveryFinder(text));
    }
  }

  /** Texts of the vectors, one after the other, with characters put in, dropped and exchanged. */
  @Provide
  Arbitrary<String> texts() {
    List<String> vectors = Vector.all().stream().map(vector -> vector.marked().text()).toList();
    return Combinators.combine(
            Arbitraries.of(vectors).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(0, 300).list().ofMaxSize(4),
            Arbitraries.strings()
                .withChars(" \t\n\f\u000b.,-:;=/@_'\"\\(){}[]<>+0179aAeEfFzZxé主\uD83D\uDE00")
                .ofLength(4))
        .as(TriggersTest::edited);
  }

  private static String edited(List<String> parts, List<Integer> places, String characters) {
    StringBuilder text = new StringBuilder(String.join(" ", parts));
    for (int i = 0; i < places.size() && text.length() > 0; i++) {
      int place = places.get(i) % text.length();
      char c = characters.charAt(i);
      switch (places.get(i) % 4) {
        case 0 -> text.deleteCharAt(place);
        case 1 -> text.insert(place, c);
        case 2 -> text.setCharAt(place, c);
        default -> text.setCharAt(place, swapped(text.charAt(place)));
      }
    }
    return text.toString();
  }

  private static char swapped(char c) {
    return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
  }
}
