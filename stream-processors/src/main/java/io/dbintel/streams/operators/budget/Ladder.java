package io.dbintel.streams.operators.budget;

/**
 * Chooses the level of reduction: the lowest that keeps the month within its budget. It is raised
 * when the forecast of the present level exceeds the budget, and lowered to a level whose own
 * forecast is below a share of the budget; in between it stays.
 */
final class Ladder {
  private Ladder() {}

  /**
   * The next level.
   *
   * @param atEnd money at the end of the month, by level
   * @param lowerBelow share of the budget
   */
  static int next(int level, double[] atEnd, double budget, double lowerBelow) {
    if (budget <= 0) {
      return Reduction.NONE;
    }
    if (atEnd[level] > budget) {
      return lowest(level + 1, atEnd, budget);
    }
    return Math.min(level, lowest(Reduction.NONE, atEnd, lowerBelow * budget));
  }

  private static int lowest(int from, double[] atEnd, double most) {
    for (int level = from; level < Reduction.MAX; level++) {
      if (atEnd[level] <= most) {
        return level;
      }
    }
    return Reduction.MAX;
  }
}
