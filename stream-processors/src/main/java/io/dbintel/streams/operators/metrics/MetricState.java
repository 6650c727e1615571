package io.dbintel.streams.operators.metrics;

import java.util.Map;

/**
 * The counters of an instance's metrics as last read. Times are µs of the database clock.
 *
 * @param incarnation agent process of the last applied poll
 * @param seq its number
 * @param readStart when it began to read
 * @param readEnd when it had read
 * @param systemIdentifier of the server
 * @param postmasterStart when the server process started
 * @param counters last value by series (hash of name and attributes): a long, or the bits of a
 *     double
 */
public record MetricState(
    String incarnation,
    long seq,
    long readStart,
    long readEnd,
    String systemIdentifier,
    long postmasterStart,
    Map<Long, Long> counters) {}
