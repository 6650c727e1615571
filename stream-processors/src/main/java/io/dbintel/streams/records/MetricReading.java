package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import java.util.SortedMap;

/**
 * One value of one metric.
 *
 * @param name metric name, for example postgresql.commits
 * @param attributes of the point
 * @param longValue set when the value is an integer, else null
 * @param doubleValue set when it is not, else null
 */
public record MetricReading(
    CleanText name, SortedMap<String, CleanText> attributes, Long longValue, Double doubleValue) {}
