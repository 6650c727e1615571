package io.dbintel.streams.insights;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.streams.statements.Interval;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What was held back of a metric: because the instance has more series than it may have, or because
 * cost control tells sums in place of single tables.
 *
 * @param metric what the catalogue says of it
 * @param attributes that the series held back have in common; empty for all series of the metric
 * @param interval over which a counter grew; null for the moment of the read
 * @param series how many series there was no room for; 0 when it is not for want of room
 * @param longSum sum of their values, for a sum of integers that may fall and for growth that is
 *     known; else null: values of a gauge are not to be added up, and the growth of a counter is
 *     not known without its last value
 * @param doubleSum the same for floating-point numbers
 */
public record MetricOverflow(
    MetricDefinition metric,
    SortedMap<String, CleanText> attributes,
    Interval interval,
    int series,
    Long longSum,
    Double doubleSum) {

  /** Of a metric of which there are more series than there may be. */
  public MetricOverflow(MetricDefinition metric, int series, Long longSum, Double doubleSum) {
    this(metric, Collections.emptySortedMap(), null, series, longSum, doubleSum);
  }

  /** How many points it becomes: the number of series, and the sum where there is one. */
  public int points() {
    return (series > 0 ? 1 : 0) + (hasSum() ? 1 : 0);
  }

  /** Whether the values could be added up. */
  public boolean hasSum() {
    return longSum != null || doubleSum != null;
  }
}
