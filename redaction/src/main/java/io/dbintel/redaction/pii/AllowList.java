package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.pattern.LinearPattern;
import java.util.List;

/** Values that the configuration declares not private. */
final class AllowList {
  private record Entry(AllowRule rule, LinearPattern pattern) {}

  private final List<Entry> entries;

  private AllowList(List<Entry> entries) {
    this.entries = entries;
  }

  static AllowList of(List<AllowRule> rules) {
    return new AllowList(
        rules.stream()
            .map(rule -> new Entry(rule, LinearPattern.compile("allow rule", rule.value(), true)))
            .toList());
  }

  boolean allows(String type, String text, int start, int end) {
    for (Entry entry : entries) {
      if (entry.rule().concerns(type) && entry.pattern().matches(text, start, end)) {
        return true;
      }
    }
    return false;
  }
}
