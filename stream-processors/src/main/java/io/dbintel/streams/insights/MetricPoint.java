package io.dbintel.streams.insights;

import io.dbintel.streams.statements.Interval;
import io.dbintel.redaction.verify.CleanText;
import java.util.SortedMap;

/**
 * One point of a metric, ready to be told.
 *
 * @param name metric name
 * @param attributes of the series
 * @param interval over which a monotonic sum grew; start = end for a gauge
 * @param longValue set for an integer, else null
 * @param doubleValue set for a floating-point number, else null
 */
public record MetricPoint(
    String name,
    SortedMap<String, CleanText> attributes,
    Interval interval,
    Long longValue,
    Double doubleValue) {}
