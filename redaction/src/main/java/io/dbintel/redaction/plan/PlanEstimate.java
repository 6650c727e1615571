package io.dbintel.redaction.plan;

/** The number of nodes of a plan, and the costs of the outermost one that has any. */
final class PlanEstimate {

  private int nodes;
  private Double startupCost;
  private Double totalCost;
  private int startupDepth = Integer.MAX_VALUE;
  private int totalDepth = Integer.MAX_VALUE;

  void node() {
    nodes++;
  }

  void startupCost(String number, int depth) {
    if (depth < startupDepth) {
      startupCost = parsed(number);
      startupDepth = depth;
    }
  }

  void totalCost(String number, int depth) {
    if (depth < totalDepth) {
      totalCost = parsed(number);
      totalDepth = depth;
    }
  }

  private static Double parsed(String number) {
    try {
      double value = Double.parseDouble(number);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  int nodes() {
    return nodes;
  }

  Double startupCost() {
    return startupCost;
  }

  Double totalCost() {
    return totalCost;
  }
}
