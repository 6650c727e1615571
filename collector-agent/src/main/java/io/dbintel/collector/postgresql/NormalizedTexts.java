package io.dbintel.collector.postgresql;

import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.redaction.verify.TextVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Normalises session texts, and remembers the last ones by the hash of the raw text: a session
 * shows the same text tick after tick, and raw text is not kept. Used by one thread.
 */
final class NormalizedTexts {

  private static final int MOST_TEXTS = 500;
  private static final int MOST_CHARACTERS = 4_096;

  private final SqlNormalizer normalizer = SqlNormalizer.of(SqlDialect.POSTGRESQL);
  private final Map<RawHash, Text> texts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RawHash, Text> eldest) {
          return size() > MOST_TEXTS;
        }
      };

  private record RawHash(long high, long low) {}

  /**
   * A text without literals.
   *
   * @param cut whether it was longer than what is kept
   * @param tags found in its comments
   */
  record Text(String text, boolean cut, Map<String, String> tags) {}

  Text of(String raw, TextVerifier verifier) {
    return texts.computeIfAbsent(hash(raw), absent -> normalize(raw, verifier));
  }

  private Text normalize(String raw, TextVerifier verifier) {
    NormalizedStatement normalized = normalizer.normalize(raw);
    String text = normalized.text();
    boolean cut = text.length() > MOST_CHARACTERS;
    return new Text(
        cut ? text.substring(0, MOST_CHARACTERS) : text,
        cut,
        verified(normalized.tags(), verifier));
  }

  /** Tags are what an application wrote into a comment: their values may be private. */
  private static Map<String, String> verified(Map<String, String> tags, TextVerifier verifier) {
    Map<String, String> clean = new TreeMap<>();
    tags.forEach(
        (name, value) -> clean.put(name, verifier.verifyAttribute(name, value).text().toString()));
    return clean;
  }

  private static RawHash hash(String raw) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(digest);
      return new RawHash(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  int size() {
    return texts.size();
  }
}
