package io.dbintel.schemas.catalogue;

/**
 * A metric that tells that a database is in distress.
 *
 * @param name reason given when polling rests because of it, in snake case
 * @param description one line
 * @param metric name of the metric; a sum is added up over its series, of a gauge the greatest
 *     value counts
 * @param of metric that it is divided by; null for none
 * @param limit value, or share, above which it is distress; above 0
 */
public record SignalDefinition(
    String name, String description, String metric, String of, double limit) {

  public SignalDefinition {
    Required.text("name of a signal", name);
    Required.text("description of signal " + name, description);
    Required.text("metric of signal " + name, metric);
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "limit of signal " + name + " is " + limit + "; expected a number above 0");
    }
  }
}
