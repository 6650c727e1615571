package io.dbintel.streams.operators.sampler;

import io.dbintel.streams.operator.Decisions;
import io.dbintel.streams.operators.sampler.rules.Rule;
import io.dbintel.streams.operators.sampler.rules.Sampled;
import java.util.List;

/** The rules in their order, each with the words for its counts. */
final class RuleList {
  /** Position of no rule. */
  static final int NONE = -1;

  private final Rule[] rules;
  private final String[] labels;
  private final String[] heldLabels;

  RuleList(List<Rule> rules) {
    this.rules = rules.toArray(Rule[]::new);
    this.labels = rules.stream().map(rule -> "rule_" + rule.name()).toArray(String[]::new);
    this.heldLabels = rules.stream().map(rule -> "held_rule_" + rule.name()).toArray(String[]::new);
  }

  int size() {
    return rules.length;
  }

  /** Word for what the rule at the position decided. */
  String label(int position) {
    return labels[position];
  }

  /** Word for what the rule at the position did not keep, beside what it kept. */
  String heldLabel(int position) {
    return heldLabels[position];
  }

  /** Rates as configured, by position. */
  double[] rates() {
    double[] rates = new double[rules.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = rules[i].rate();
    }
    return rates;
  }

  /**
   * Position of the first rule that applies.
   *
   * @param operator counts there how many expressions were interpreted
   */
  int firstOf(Sampled sampled, String operator, Decisions decisions) {
    int interpreted = 0;
    int found = NONE;
    for (int i = 0; i < rules.length && found == NONE; i++) {
      interpreted += rules[i].condition().interpreted() ? 1 : 0;
      found = rules[i].condition().holds(sampled) ? i : NONE;
    }
    if (interpreted > 0) {
      decisions.count(operator, "interpreted", interpreted);
    }
    return found;
  }
}
