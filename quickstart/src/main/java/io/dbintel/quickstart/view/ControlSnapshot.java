package io.dbintel.quickstart.view;

import java.util.List;

/**
 * What decides, at one moment, which results there are and how many.
 *
 * @param circuits whether agents rest, by instance
 * @param samplings what leaves under its own name, by instance
 * @param budgets what it costs, by tenant
 * @param plans which statements have a plan, by instance
 * @param happenings what changed lately, the oldest first
 */
public record ControlSnapshot(
    List<CircuitLine> circuits,
    List<SamplingLine> samplings,
    List<BudgetLine> budgets,
    List<PlanLine> plans,
    List<Happening> happenings) {

  static final ControlSnapshot NOTHING =
      new ControlSnapshot(List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * The circuit of an instance.
   *
   * @param state closed, open, half_open, forced_open or forced_closed
   * @param reason of its last transition; empty when none was seen
   * @param shadow whether it is decided but changes nothing
   * @param seconds since its last transition, or since it was first told
   */
  public record CircuitLine(
      String instance, String state, String reason, boolean shadow, long seconds) {}

  /**
   * What an instance's results name.
   *
   * @param statements share of the statement rows with growth, 0 to 1; null when there was none
   * @param time share of the execution time; null when there was none
   * @param sessions share of the sessions of sampled ticks; null when there was none
   * @param statementRates statement rows that are named, by the rate at which they were
   * @param sessionRates the same of sessions
   */
  public record SamplingLine(
      String instance,
      Double statements,
      Double time,
      Double sessions,
      List<RateLine> statementRates,
      List<RateLine> sessionRates) {}

  /**
   * A stratum of what is sampled, as its weights tell: what rules with the same rate keep, or at
   * rate 1 what is always kept.
   *
   * @param rate share that is kept, 0 to 1
   * @param kept how many were
   */
  public record RateLine(double rate, int kept) {}

  /**
   * What a tenant's results cost.
   *
   * @param seenBytes billed bytes of the increments that were seen
   * @param report the last one; null before the first
   */
  public record BudgetLine(String tenant, long seenBytes, BudgetReport report) {}

  /**
   * What the processors reported of a budget.
   *
   * @param month ISO 8601
   * @param spent money of the month to date; null without a price
   * @param limit money of the month; null without a budget
   * @param forecast money at the end of the month; null without a price
   * @param level of reduction, 0 to 3
   * @param shadow whether it only says what it would be, and nothing is withheld
   */
  public record BudgetReport(
      String month, Double spent, Double limit, Double forecast, long level, boolean shadow) {}

  /**
   * The plans of an instance's statements.
   *
   * @param statements that have one
   * @param structures how many different ones there are
   * @param dearest greatest estimated cost, in the planner's unit
   */
  public record PlanLine(String instance, int statements, int structures, double dearest) {}

  /**
   * Something that happened.
   *
   * @param millis when, since the Unix epoch
   * @param text what
   */
  public record Happening(long millis, String text) {}
}
