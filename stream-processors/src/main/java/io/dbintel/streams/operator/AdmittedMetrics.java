package io.dbintel.streams.operator;

import io.dbintel.streams.identity.ReadId;

/**
 * A metric poll that is applied, and how its series are to be read. How many series each group has
 * is in {@link InstanceTurn#series}.
 *
 * @param read identifies the poll
 * @param generation number of the epoch of the server's counters; state of another one is void
 * @param maxSeries how many series the instance may have, of all groups
 * @param observed time during which the instance's metrics were read, ms: series age by it
 * @param reordered whether the order of reads begins anew with the poll
 */
public record AdmittedMetrics(
    ReadId read, int generation, int maxSeries, long observed, boolean reordered) {}
