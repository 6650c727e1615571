package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.MetricDefinition;
import java.util.SortedMap;

/**
 * One value of one metric. Exactly one of the two values is set.
 *
 * @param metric what the catalogue says of it
 * @param attributes of the point, those of its row included
 * @param row the row that it was read in
 * @param longValue integer value, or null
 * @param doubleValue floating-point value, or null
 */
public record MetricReading(
    MetricDefinition metric,
    SortedMap<String, CleanText> attributes,
    MetricRowRead row,
    Long longValue,
    Double doubleValue) {}
