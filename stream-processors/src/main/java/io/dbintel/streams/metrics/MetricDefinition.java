package io.dbintel.streams.metrics;

import io.dbintel.schemas.avro.MetricType;

/**
 * What is known of a metric, by the collector-contrib receiver's names.
 *
 * @param unit UCUM unit
 * @param type sum or gauge
 * @param monotonic true for a sum that never falls while its counters live
 * @param description one line
 */
public record MetricDefinition(
    String unit, MetricType type, boolean monotonic, String description) {

  /** A metric that the catalogue does not have: a newer agent's; told as it is. */
  static final MetricDefinition OTHER = new MetricDefinition("1", MetricType.GAUGE, false, "");
}
