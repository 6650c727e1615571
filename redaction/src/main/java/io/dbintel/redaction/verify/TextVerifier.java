package io.dbintel.redaction.verify;

import io.dbintel.redaction.pii.PiiResult;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.plan.MaskedPlan;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.sql.NormalizedSql;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Verifies every text before it is stored or sent: the only source of {@link CleanText}. Immutable
 * and thread-safe; made once per configuration, as the tables of the detectors take about a second.
 */
public final class TextVerifier {

  private static final Map<SqlDialect, SqlNormalizer> NORMALIZERS = new EnumMap<>(SqlDialect.class);

  static {
    for (SqlDialect dialect : SqlDialect.values()) {
      NORMALIZERS.put(dialect, SqlNormalizer.of(dialect));
    }
  }

  /** The last one made: asking for the same again costs nothing. */
  private static final AtomicReference<TextVerifier> LAST = new AtomicReference<>();

  private final PiiConfig config;
  private final PiiScanner scanner;

  private TextVerifier(PiiConfig config, PiiScanner scanner) {
    this.config = config;
    this.scanner = scanner;
  }

  /**
   * A verifier that looks for what a configuration says.
   *
   * @throws IllegalArgumentException with the reason when a custom detector is refused
   */
  public static TextVerifier of(PiiConfig config) {
    TextVerifier last = LAST.get();
    if (last != null && last.config.equals(config)) {
      return last;
    }
    TextVerifier made = new TextVerifier(config, PiiScanner.of(config));
    LAST.set(made);
    return made;
  }

  /** The same verifier with the HMAC tokens of a tenant. */
  public TextVerifier forTenant(String tenant) {
    return new TextVerifier(config, scanner.forTenant(tenant));
  }

  /** Verifies a statement; a literal that is still in it is masked and counted. */
  public Verification verifySql(String sql, SqlDialect dialect) {
    NormalizedSql normalized = NORMALIZERS.get(dialect).normalize(sql);
    Map<String, Integer> detections =
        normalized.text().equals(sql) ? Map.of() : Map.of("sql_literal", 1);
    return new Verification(new CleanText(normalized.text()), detections, normalized);
  }

  /** Verifies an execution plan; a literal that is still in it is masked and counted. */
  public Verification verifyPlan(String plan, SqlDialect dialect) {
    MaskedPlan masked = PlanMasker.of(dialect).mask(plan);
    Map<String, Integer> detections =
        masked.text().equals(plan) ? Map.of() : Map.of("plan_literal", 1);
    return new Verification(new CleanText(masked.text()), detections, null);
  }

  /** Verifies free text. */
  public Verification verifyText(String text) {
    return verified(text, scanner.scan(text));
  }

  /** Verifies the value of an attribute, which may be private because of the attribute's name. */
  public Verification verifyAttribute(String name, String value) {
    return verified(value, scanner.scanAttribute(name, value));
  }

  private static Verification verified(String original, PiiResult found) {
    return new Verification(new CleanText(found.text(original)), found.counts(), null);
  }

  /** Verifies a name from a catalogue or an enumeration: it is what the schema says, not data. */
  public CleanText verifyIdentifier(String name) {
    return new CleanText(name);
  }
}
