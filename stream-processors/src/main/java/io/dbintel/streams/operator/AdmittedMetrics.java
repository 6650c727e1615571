package io.dbintel.streams.operator;

import io.dbintel.streams.identity.ReadId;

/**
 * A metric poll that is applied, and how its series are to be read.
 *
 * @param read identifies the poll
 * @param generation number of the epoch of the server's counters; state of another one is void
 * @param monitoredSince when monitoring of these counters began, µs of the database clock
 * @param remainingSeries how many new series the instance may still have
 */
public record AdmittedMetrics(
    ReadId read, int generation, long monitoredSince, int remainingSeries) {}
