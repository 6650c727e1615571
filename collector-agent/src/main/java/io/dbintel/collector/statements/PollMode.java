package io.dbintel.collector.statements;

/**
 * How one statement poll reads.
 *
 * @param full every row is read and sent, with all counters
 * @param allCounters all counters instead of the hot ones
 * @param filtered the server may leave out rows whose change hash is acknowledged
 */
public record PollMode(boolean full, boolean allCounters, boolean filtered) {}
