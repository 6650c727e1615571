package io.dbintel.streams.operators.usage;

import java.util.SortedMap;

/**
 * Usage of a tenant that was not emitted yet.
 *
 * @param sequence increments emitted so far
 * @param time greatest timestamp of the tenant's increments, ms
 * @param emitted {@code time} when all days were last emitted; at first, of the first increment
 * @param pending sums by day, days since the Unix epoch
 */
public record TenantUsageState(
    long sequence, long time, long emitted, SortedMap<Long, UsageSum> pending) {}
