package io.dbintel.streams.statements;

/**
 * The time over which something grew, (start, end], µs of the database clock.
 *
 * @param start end of the previous applied read
 * @param end end of this read
 */
public record Interval(long start, long end) {}
