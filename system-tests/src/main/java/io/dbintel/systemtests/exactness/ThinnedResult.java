package io.dbintel.systemtests.exactness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found while names were sampled and a budget was spent.
 *
 * @param expected what all statements of the server grew by, as the database counted it
 * @param named what left under names of statements
 * @param remainder what left in remainder rows
 * @param sampledOut rows that the sampler folded into remainders
 * @param overBudget rows whose names cost control took back
 * @param level level of reduction that the spend ladder ordered
 */
record ThinnedResult(
    Work expected, Work named, Work remainder, long sampledOut, long overBudget, long level) {

  /** Before the comparison. */
  static final ThinnedResult NONE = new ThinnedResult(Work.NONE, Work.NONE, Work.NONE, 0, 0, 0);

  /**
   * What statements did together.
   *
   * @param totals calls, rows and time
   * @param blocks shared blocks hit and read
   */
  record Work(Totals totals, long blocks) {
    static final Work NONE = new Work(Totals.NONE, 0);

    Work plus(Work other) {
      return new Work(totals.plus(other.totals), blocks + other.blocks);
    }

    Work minus(Work other) {
      return new Work(totals.minus(other.totals), blocks - other.blocks);
    }

    private void put(String suffix, Map<String, Object> line) {
      line.put("calls_" + suffix, totals.calls());
      line.put("rows_" + suffix, totals.rows());
      line.put("time_ns_" + suffix, totals.timeNanos());
      line.put("blocks_" + suffix, blocks);
    }
  }

  /** Sums are equal, and both sampling and the budget took names. */
  boolean holds() {
    return sampledOut > 0
        && overBudget > 0
        && named.totals().calls() > 0
        && remainder.totals().calls() > 0
        && expected.totals().calls() > 0
        && expected.equals(named.plus(remainder));
  }

  Map<String, Object> toMap() {
    Map<String, Object> line = new LinkedHashMap<>();
    expected.put("expected", line);
    named.put("named", line);
    remainder.put("remainder", line);
    line.put("rows_withheld_by_sampling", sampledOut);
    line.put("rows_withheld_by_budget", overBudget);
    line.put("budget_level", level);
    return line;
  }
}
