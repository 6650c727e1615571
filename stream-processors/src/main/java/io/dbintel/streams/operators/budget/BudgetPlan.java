package io.dbintel.streams.operators.budget;

/**
 * What a tenant pays and may spend.
 *
 * @param price money for 10^9 billed bytes; 0 when not known
 * @param budget money for a month; 0 for no budget
 */
record BudgetPlan(double price, double budget) {

  /** Whether there is a budget. */
  boolean isLimited() {
    return budget > 0;
  }
}
