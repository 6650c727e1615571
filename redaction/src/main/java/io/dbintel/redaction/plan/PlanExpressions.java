package io.dbintel.redaction.plan;

import io.dbintel.redaction.sql.MaskedSql;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.util.regex.Pattern;

/** Masks the expressions of one plan and notices what could not be read for sure. */
final class PlanExpressions {

  /** Numbers that are names: {@code (NOT (hashed SubPlan 1))}. */
  private static final Pattern NUMBERED_PLAN =
      Pattern.compile("\\b(SubPlan|InitPlan) (\\d{1,5})\\b");

  private static final Pattern PROTECTED = Pattern.compile("(SubPlan|InitPlan)_of_plan_(\\d{1,5})");

  private final SqlNormalizer normalizer;
  private boolean malformed;

  PlanExpressions(SqlDialect dialect) {
    normalizer = SqlNormalizer.of(dialect);
  }

  /** What became of an expression; {@code open} if it ends inside a literal, name or comment. */
  record Masked(String text, boolean open) {}

  Masked mask(String expression) {
    if (expression.isEmpty()) {
      return new Masked("", false);
    }
    MaskedSql sql = read(expression);
    malformed |= sql.malformed() && !sql.truncated();
    return new Masked(PROTECTED.matcher(sql.text()).replaceAll("$1 $2"), sql.truncated());
  }

  /** Whether an expression ends inside a literal, name or comment. */
  boolean isOpen(String expression) {
    return read(expression).truncated();
  }

  private MaskedSql read(String expression) {
    return normalizer.mask(NUMBERED_PLAN.matcher(expression).replaceAll("$1_of_plan_$2"));
  }

  boolean malformed() {
    return malformed;
  }
}
