package io.dbintel.redaction.verify;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.pii.PiiResult;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Verifies every text before it is stored or sent: with {@link CleanTextCodec} the only source of
 * {@link CleanText}. Immutable and thread-safe; made once per configuration, as the tables of the
 * detectors take about a second.
 */
public final class TextVerifier {

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

  /**
   * Verifies a statement; a literal that is still in it is masked and counted. The tags of the
   * statement are values of attributes that are still to be verified.
   */
  public Verification verifyStatement(String text, QueryLanguage language) {
    NormalizedStatement statement = language.normalize(text);
    CleanText summary = statement.summary().isEmpty() ? null : new CleanText(statement.summary());
    return new Verification(
        new CleanText(statement.text()),
        changed(text, statement.text(), "statement_literal"),
        statement,
        summary);
  }

  /**
   * Verifies an execution plan, of which no more than {@link PlanMasker#MAX_BYTES} are kept; a
   * literal that is still in it is masked and counted. Plans of languages other than SQL are masked
   * as a whole.
   */
  public Verification verifyPlan(String plan, QueryLanguage language) {
    String masked =
        language
            .sqlDialect()
            .map(dialect -> PlanMasker.of(dialect).mask(plan, PlanMasker.MAX_BYTES).text())
            .orElse(NormalizedStatement.PLACEHOLDER);
    return new Verification(
        new CleanText(masked), changed(plan, masked, "plan_literal"), null, null);
  }

  private static Map<String, Integer> changed(String text, String clean, String kind) {
    return clean.equals(text) ? Map.of() : Map.of(kind, 1);
  }

  /** Verifies free text. */
  public Verification verifyText(String text) {
    return verified(text, scanner.scan(text));
  }

  /** Verifies the value of an attribute, which may be private because of the attribute's name. */
  public Verification verifyAttribute(String name, String value) {
    return verified(value, scanner.scanAttribute(name, value));
  }

  /**
   * Verifies the name of a database, role, host, Redis key or the like, which somebody may have
   * named after a person: looks for what is private in any context (addresses, cards, accounts,
   * keys, credentials) and leaves alone what ordinary names look like (addresses of machines,
   * numbers, UUIDs).
   */
  public Verification verifyIdentifier(String name) {
    return verified(name, scanner.scanIdentifier(name));
  }

  private static Verification verified(String original, PiiResult found) {
    Map<String, Integer> detections = found.clean() ? Map.of() : found.counts();
    return new Verification(new CleanText(found.text(original)), detections, null, null);
  }

  /**
   * Takes a name for clean: only for names and values that come from our own catalogue files and
   * enumerations, never for anything that was read from a database.
   */
  public CleanText trustCatalogueName(String name) {
    return new CleanText(name);
  }
}
