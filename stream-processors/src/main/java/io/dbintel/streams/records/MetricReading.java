package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.MetricDefinition;
import java.util.SortedMap;

/**
 * One value of one metric. Exactly one of the two values is set.
 *
 * @param metric what the catalogue says of it
 * @param attributes of the point, those of its row included
 * @param countersSince when the row's counters were last reset, µs of the database clock; 0 where
 *     the system does not say
 * @param longValue integer value, or null
 * @param doubleValue floating-point value, or null
 */
public record MetricReading(
    MetricDefinition metric,
    SortedMap<String, CleanText> attributes,
    long countersSince,
    Long longValue,
    Double doubleValue) {}
