package io.dbintel.streams.operators.budget;

/**
 * What an instance withholds until it is told otherwise.
 *
 * @param level level of reduction, 0 to 3
 * @param number number of the order
 */
record BudgetOrder(int level, long number) {
  static final BudgetOrder NONE = new BudgetOrder(Reduction.NONE, 0);
}
