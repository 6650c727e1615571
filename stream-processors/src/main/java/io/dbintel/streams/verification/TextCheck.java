package io.dbintel.streams.verification;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.redaction.verify.Verification;
import java.util.Map;
import java.util.TreeMap;

/** Verifies the texts of one record and counts what had to be masked. Not thread-safe. */
final class TextCheck {
  private final TextVerifier verifier;
  private final QueryLanguage language;
  private final Map<String, Integer> detections = new TreeMap<>();

  TextCheck(TextVerifier verifier, QueryLanguage language) {
    this.verifier = verifier;
    this.language = language;
  }

  Map<String, Integer> detections() {
    return detections.isEmpty() ? Map.of() : detections;
  }

  /** Statement text; null stays null. */
  Verification sql(String text) {
    return text == null ? null : count(verifier.verifyStatement(text, language));
  }

  /** Free text; null stays null. */
  CleanText text(String text) {
    return text == null ? null : count(verifier.verifyText(text)).text();
  }

  /** Value of a named attribute. */
  CleanText attribute(String name, String value) {
    return count(verifier.verifyAttribute(name, value)).text();
  }

  /** The name of something in a database; null stays null. */
  CleanText name(String name) {
    return name == null ? null : count(verifier.verifyIdentifier(name)).text();
  }

  CleanText summary(Verification verified) {
    return verified.summary();
  }

  private Verification count(Verification verified) {
    for (Map.Entry<String, Integer> found : verified.detections().entrySet()) {
      detections.merge(found.getKey(), found.getValue(), Integer::sum);
    }
    return verified;
  }
}
