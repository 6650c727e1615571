package io.dbintel.streams.verification;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.Verification;
import io.dbintel.streams.records.StatementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verifies the texts of one record and counts what had to be masked. Not thread-safe. */
final class TextCheck {
  private static final int MAX_ID = 128;

  private final TenantVerifier verifier;
  private final SortedMap<String, Integer> detections = new TreeMap<>();

  TextCheck(TenantVerifier verifier) {
    this.verifier = verifier;
  }

  /** What was masked so far, by kind. */
  Map<String, Integer> detections() {
    return detections.isEmpty() ? Map.of() : detections;
  }

  /** Text of a statement, with what normalising it found; null stays null. */
  StatementText statement(String text, QueryLanguage language) {
    if (text == null) {
      return null;
    }
    Verification verified = count(verifier.statement(text, language));
    return new StatementText(
        verified.text(), verified.summary(), verified.statement().fingerprint());
  }

  /** Free text; null stays null. */
  CleanText text(String text) {
    return text == null ? null : count(verifier.text(text)).text();
  }

  /** Value of a named attribute, which may be private because of the name. */
  CleanText attribute(String name, String value) {
    return count(verifier.attribute(name, value)).text();
  }

  /** A name of something in a database, chosen by people; null stays null. */
  CleanText name(String name) {
    return name == null ? null : count(verifier.name(name)).text();
  }

  /** Names, each as {@link #name}. */
  List<CleanText> names(List<String> names) {
    List<CleanText> verified = new ArrayList<>(names.size());
    for (String name : names) {
      verified.add(name(name));
    }
    return verified;
  }

  /**
   * An identifier that a system made: digits and words pass, as a number may look like a private
   * one; anything else is verified as a name. Null stays null.
   */
  String id(String id) {
    return id == null || isId(id) ? id : name(id).toString();
  }

  private static boolean isId(String text) {
    if (text.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      boolean word = at >= 'a' && at <= 'z' || at >= 'A' && at <= 'Z' || at >= '0' && at <= '9';
      if (!word && "._:|/-".indexOf(at) < 0) {
        return false;
      }
    }
    return true;
  }

  private Verification count(Verification verified) {
    for (Map.Entry<String, Integer> found : verified.detections().entrySet()) {
      detections.merge(found.getKey(), found.getValue(), Integer::sum);
    }
    return verified;
  }
}
