package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.plans.PlanOutcome;

/**
 * What an error of planning means, by its SQLSTATE alone: the message may quote data. Codes:
 * PostgreSQL documentation, appendix A.
 */
final class ExplainError {

  private ExplainError() {}

  /**
   * The outcome; null when the session is at its end.
   *
   * @param parameters whether the text has parameters in the place of values
   */
  static PlanOutcome outcome(String state, boolean parameters) {
    if (state == null || state.startsWith("08") || state.startsWith("57P")) {
      return null;
    }
    return switch (state) {
      case "42501" -> PlanOutcome.NO_PRIVILEGE;
      case "42P01" -> PlanOutcome.UNDEFINED_TABLE;
      case "42703", "42883", "42704" ->
          parameters && state.equals("42883")
              ? PlanOutcome.PARAMETERIZED_QUERY
              : PlanOutcome.UNDEFINED_OBJECT;
      case "3F000" -> PlanOutcome.INVALID_SCHEMA;
      case "42P18", "42P02", "42P08", "42725", "42804" ->
          parameters ? PlanOutcome.PARAMETERIZED_QUERY : PlanOutcome.UNDEFINED_OBJECT;
      case "42601" -> parameters ? PlanOutcome.PARAMETERIZED_QUERY : PlanOutcome.NO_PLANS_POSSIBLE;
      case "0A000" -> PlanOutcome.NO_PLANS_POSSIBLE;
      case "57014", "55P03", "25P04" -> PlanOutcome.TIMEOUT;
      case "25006", "25001" -> PlanOutcome.READ_ONLY;
      default -> byClass(state.substring(0, Math.min(2, state.length())));
    };
  }

  private static PlanOutcome byClass(String stateClass) {
    return switch (stateClass) {
      case "P0", "21", "22", "2F", "38", "39" -> PlanOutcome.FAILED_FUNCTION;
      default -> PlanOutcome.DATABASE_ERROR;
    };
  }
}
