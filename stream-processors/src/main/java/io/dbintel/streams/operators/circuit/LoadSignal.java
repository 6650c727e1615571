package io.dbintel.streams.operators.circuit;

import io.dbintel.runtime.config.Setting;

/**
 * A metric that tells that a database is in distress.
 *
 * @param name reason given when it opens the circuit, in snake case
 * @param metric name in the system's catalogue; the values of a sum are added up over its series,
 *     of a gauge the greatest counts
 * @param of metric that it is divided by; null for none
 * @param limit value, or share, above which the database is in distress
 */
public record LoadSignal(
    @Setting(
            description = "Reason given when it opens the circuit, in snake case.",
            required = true,
            pattern = "[a-z][a-z0-9_]{0,31}")
        String name,
    @Setting(
            description =
                "Metric in the system's catalogue; a sum is added up over its series, of a gauge"
                    + " the greatest value counts.",
            required = true,
            min = "1")
        String metric,
    @Setting(description = "Metric that it is divided by; none by default.") String of,
    @Setting(
            description = "Value, or share of the other metric, above which it is distress.",
            required = true)
        double limit) {

  /** Checks that the limit can be passed. */
  public LoadSignal {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit above 0 of signal " + name + ", found " + limit);
    }
  }
}
