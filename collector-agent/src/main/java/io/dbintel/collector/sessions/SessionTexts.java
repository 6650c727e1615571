package io.dbintel.collector.sessions;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.runtime.hash.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Removes literals and private values from what sessions show, and remembers the last statements by
 * the hash of the raw text: a session shows the same text tick after tick, and raw text is not
 * kept. Used by one thread.
 */
public final class SessionTexts {

  private static final int MAX_TEXTS = 500;
  private static final int MAX_CHARACTERS = 4_096;

  private final QueryLanguage language;
  private final TextVerifier verifier;
  private final Map<Digest, Text> texts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Text> eldest) {
          return size() > MAX_TEXTS;
        }
      };

  SessionTexts(QueryLanguage language, TextVerifier verifier) {
    this.language = language;
    this.verifier = verifier;
  }

  /**
   * A statement without literals.
   *
   * @param text null when the session shows none
   * @param cut whether it was longer than what is kept
   * @param tags found in its comments
   */
  public record Text(String text, boolean cut, Map<String, String> tags) {

    /** The session shows no statement, or one that the user may not see. */
    public static final Text NONE = new Text(null, false, Map.of());

    public Text {
      tags = Map.copyOf(tags);
    }
  }

  /** A statement without its literals. */
  public Text statement(String raw) {
    return texts.computeIfAbsent(Digest.of(raw), absent -> normalize(raw));
  }

  /** A free text, such as the name of an application, without private values; null for an empty. */
  public String freeText(String raw) {
    return raw == null || raw.isEmpty() ? null : verifier.verifyText(raw).text().toString();
  }

  private Text normalize(String raw) {
    NormalizedStatement normalized = language.normalize(raw);
    String text = normalized.text();
    boolean cut = text.length() > MAX_CHARACTERS;
    return new Text(
        cut ? text.substring(0, MAX_CHARACTERS) : text, cut, verified(normalized.tags()));
  }

  /** Tags are what an application wrote into a comment: their values may be private. */
  private Map<String, String> verified(Map<String, String> tags) {
    Map<String, String> clean = new TreeMap<>();
    tags.forEach(
        (name, value) -> clean.put(name, verifier.verifyAttribute(name, value).text().toString()));
    return clean;
  }

  int size() {
    return texts.size();
  }
}
