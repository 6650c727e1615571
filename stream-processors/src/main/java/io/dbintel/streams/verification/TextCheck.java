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

/**
 * Verifies the texts of one record, counts what had to be masked, and cuts what is too long for a
 * result: such a text ends in an ellipsis and is counted as {@code cut}. Not thread-safe.
 */
final class TextCheck {
  private static final int MAX_ID = 128;
  private static final int MAX_NAME = 1_024;
  private static final int MAX_SUMMARY = 1_024;
  private static final int MAX_TEXT = 4_096;

  /** Most characters of a statement: results and stored values must remain small enough to send. */
  static final int MAX_STATEMENT = 65_536;

  private static final String CUT = "cut";

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
    CleanText summary = verified.summary();
    return new StatementText(
        cut(verified.text(), MAX_STATEMENT),
        summary == null ? null : cut(summary, MAX_SUMMARY),
        verified.statement().fingerprint());
  }

  /** An execution plan; verifying bounds its length. */
  CleanText plan(String plan, QueryLanguage language) {
    return count(verifier.plan(plan, language)).text();
  }

  /** Free text; null stays null. */
  CleanText text(String text) {
    return text == null ? null : cut(count(verifier.text(text)).text(), MAX_TEXT);
  }

  /** Value of a named attribute, which may be private because of the name. */
  CleanText attribute(String name, String value) {
    return cut(count(verifier.attribute(name, value)).text(), MAX_TEXT);
  }

  /** A name of something in a database, chosen by people; null stays null. */
  CleanText name(String name) {
    return name == null ? null : cut(count(verifier.name(name)).text(), MAX_NAME);
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
    return id == null || isId(id) ? id : name(id).atMost(MAX_ID).toString();
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

  /** Cuts after verifying: the rest of a private value that was cut in two is not recognised. */
  private CleanText cut(CleanText text, int most) {
    CleanText cut = text.atMost(most);
    if (cut != text) {
      detections.merge(CUT, 1, Integer::sum);
    }
    return cut;
  }

  private Verification count(Verification verified) {
    for (Map.Entry<String, Integer> found : verified.detections().entrySet()) {
      detections.merge(found.getKey(), found.getValue(), Integer::sum);
    }
    return verified;
  }
}
