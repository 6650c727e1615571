package io.dbintel.collector.sessions;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.verify.TextBeginning;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.runtime.cache.BoundedCache;
import io.dbintel.runtime.hash.Digest;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes literals and private values from what sessions show, and remembers the last statements by
 * the hash of the raw text: a session shows the same text tick after tick, and raw text is not
 * kept. Used by one thread.
 */
public final class SessionTexts {

  /**
   * Characters of a statement that a source reads at most; a server may hold a million. Literals
   * fall away, so more is read than is kept.
   */
  public static final int RAW_CHARACTERS = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(SessionTexts.class);
  private static final int MAX_TEXTS = 500;
  private static final int MAX_CHARACTERS = 4_096;

  /** Characters of all statements of a tick; when they are used up, few are kept of each. */
  private static final int TICK_CHARACTERS = 2_000_000;

  private static final int FEW_CHARACTERS = 256;

  private final QueryLanguage language;
  private final TextVerifier verifier;
  private final Map<Digest, Text> texts = new BoundedCache<>(MAX_TEXTS);

  private int tickCharacters;

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

    private int characters() {
      return (text == null ? 0 : text.length()) + SessionTexts.characters(tags);
    }
  }

  /** Begins a tick: the texts of one tick have a bound together. */
  void beginTick() {
    tickCharacters = 0;
  }

  /** A statement without its literals. */
  public Text statement(String raw) {
    Text text = texts.computeIfAbsent(Digest.of(raw), absent -> normalize(raw));
    if (text.characters() <= FEW_CHARACTERS
        || tickCharacters + text.characters() <= TICK_CHARACTERS) {
      tickCharacters += text.characters();
      return text;
    }
    return new Text(TextBeginning.of(text.text(), FEW_CHARACTERS), true, Map.of());
  }

  /** A free text, such as the name of an application, without private values; null for an empty. */
  public String freeText(String raw) {
    return raw == null || raw.isEmpty() ? null : verifier.verifyText(raw).text().toString();
  }

  /** A text that cannot be normalised is not shown: it must not take the tick along. */
  private Text normalize(String raw) {
    try {
      NormalizedStatement normalized = language.normalize(raw);
      String text = normalized.text();
      return new Text(
          TextBeginning.of(text, MAX_CHARACTERS),
          text.length() > MAX_CHARACTERS,
          characters(normalized.tags()) > MAX_CHARACTERS ? Map.of() : verified(normalized.tags()));
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.debug("a statement cannot be normalised: {}", defect.getClass().getSimpleName());
      return Text.NONE;
    }
  }

  private static int characters(Map<String, String> tags) {
    int characters = 0;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      characters += tag.getKey().length() + tag.getValue().length();
    }
    return characters;
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
