package io.dbintel.collector.plans;

/**
 * What a database answered when it was asked for a plan.
 *
 * @param outcome what became of it
 * @param method how the plan was got; null without a plan
 * @param plan in the system's own format, with literals, not to be kept; null without a plan
 */
public record PlanAttempt(PlanOutcome outcome, PlanMethod method, String plan) {

  /** A plan. */
  public static PlanAttempt of(PlanMethod method, String plan) {
    return new PlanAttempt(PlanOutcome.SUCCESS, method, plan);
  }

  /** No plan. */
  public static PlanAttempt without(PlanOutcome reason) {
    return new PlanAttempt(reason, null, null);
  }

  /** Without the plan, which may hold private values. */
  @Override
  public String toString() {
    return outcome.code();
  }
}
