package io.dbintel.redaction.plan;

import io.dbintel.redaction.json.JsonInput;
import io.dbintel.redaction.sql.SqlDialect;

/**
 * Masks the literals of execution plans with the scanner of the dialect: PostgreSQL's JSON and
 * text, MySQL's JSON (versions 1 and 2) and tree, MariaDB's JSON. What a plan holds that is not
 * known to be a name or a measure is taken for SQL. Instances are immutable and thread-safe.
 */
public final class PlanMasker {

  /** Most bytes of UTF-8 of a masked plan that is sent on. */
  public static final int MAX_BYTES = 500_000;

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
    return mask(plan, Long.MAX_VALUE);
  }

  /**
   * Masks a plan and leaves out what goes beyond a length: of JSON the end, with a member {@value
   * BoundedJson#MARKER} in its place; a text is cut. Hash, nodes and costs are those of the whole.
   *
   * @param mostBytes of UTF-8
   */
  public MaskedPlan mask(String plan, long mostBytes) {
    PlanExpressions expressions = new PlanExpressions(dialect);
    return JsonInput.begins(plan)
        ? new JsonPlan(expressions).mask(plan, mostBytes)
        : new TextPlan(expressions, dialect).mask(plan, mostBytes);
  }
}
