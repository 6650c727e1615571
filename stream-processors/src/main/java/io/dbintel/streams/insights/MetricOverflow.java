package io.dbintel.streams.insights;

import io.dbintel.schemas.catalogue.MetricDefinition;

/**
 * What was held back of a metric because the instance has more series than it may have.
 *
 * @param metric what the catalogue says of it
 * @param series how many series were held back
 * @param longSum sum of their values, for a sum of integers that may fall; else null: values of a
 *     gauge are not to be added up, and the growth of a counter is not known without its last value
 * @param doubleSum the same for floating-point numbers
 */
public record MetricOverflow(MetricDefinition metric, int series, Long longSum, Double doubleSum) {

  /** How many points it becomes: the number of series, and the sum where there is one. */
  public int points() {
    return hasSum() ? 2 : 1;
  }

  /** Whether the values could be added up. */
  public boolean hasSum() {
    return longSum != null || doubleSum != null;
  }
}
