package io.dbintel.redaction.plan;

import io.dbintel.redaction.sql.SqlDialect;

/**
 * Masks the literals of execution plans with the scanner of the dialect: PostgreSQL's JSON and
 * text, MySQL's JSON (versions 1 and 2) and tree, MariaDB's JSON. What a plan holds that is not
 * known to be a name or a measure is taken for SQL. Instances are immutable and thread-safe.
 */
public final class PlanMasker {

  private final SqlDialect dialect;

  private PlanMasker(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** A masker of plans whose conditions are written in a dialect. */
  public static PlanMasker of(SqlDialect dialect) {
    return new PlanMasker(dialect);
  }

  /** Masks a plan, whatever its format, whole or cut. */
  public MaskedPlan mask(String plan) {
    PlanExpressions expressions = new PlanExpressions(dialect);
    return isJson(plan)
        ? new JsonPlan(expressions).mask(plan)
        : new TextPlan(expressions, dialect).mask(plan);
  }

  private static boolean isJson(String plan) {
    int at = 0;
    while (at < plan.length() && Character.isWhitespace(plan.charAt(at))) {
      at++;
    }
    return at < plan.length() && (plan.charAt(at) == '{' || plan.charAt(at) == '[');
  }
}
