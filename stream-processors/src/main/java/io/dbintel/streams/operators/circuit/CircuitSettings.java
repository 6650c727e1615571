package io.dbintel.streams.operators.circuit;

import java.util.List;

/** The settings of each instance, merged once and looked up with every record. */
final class CircuitSettings {
  private final CircuitConfig all;
  private final List<Merged> overridden;

  /** Settings of the instances that a pattern matches. */
  private record Merged(String pattern, CircuitConfig config) {}

  /** As {@code config} says, with its overrides. */
  CircuitSettings(CircuitConfig config) {
    this.all = config;
    this.overridden =
        config.overrides().stream()
            .map(override -> new Merged(override.match(), config.with(override)))
            .toList();
  }

  /** What the first override that matches says, else the settings of all. */
  CircuitConfig of(String instance) {
    for (Merged one : overridden) {
      if (Glob.matches(one.pattern(), instance)) {
        return one.config();
      }
    }
    return all;
  }
}
