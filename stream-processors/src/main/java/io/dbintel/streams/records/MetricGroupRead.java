package io.dbintel.streams.records;

import java.util.List;

/**
 * What one query of a metric poll read.
 *
 * @param group name of the group in the catalogue
 * @param readStart before the query, µs of the database clock
 * @param readEnd after the query
 * @param readings the values
 */
public record MetricGroupRead(
    String group, long readStart, long readEnd, List<MetricReading> readings) {}
