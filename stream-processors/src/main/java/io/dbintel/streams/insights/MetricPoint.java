package io.dbintel.streams.insights;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.streams.statements.Interval;
import java.util.SortedMap;

/**
 * One point of a metric, ready to leave. Exactly one of the two values is set.
 *
 * @param metric what the catalogue says of it
 * @param attributes of the series
 * @param interval over which a counter grew; start = end for everything else
 * @param longValue integer value, or null
 * @param doubleValue floating-point value, or null
 */
public record MetricPoint(
    MetricDefinition metric,
    SortedMap<String, CleanText> attributes,
    Interval interval,
    Long longValue,
    Double doubleValue) {}
