package io.dbintel.streams.records;

import java.util.Set;

/**
 * What the readings of a row share: they are of one object, and are reset together.
 *
 * @param number position of the row in its group
 * @param objectId identifier of the object, kept when its name changes; 0 where there is none
 * @param attributes names of the attributes that the row gives its readings
 * @param countersSince when the row's counters, or others with them, were last reset, µs of the
 *     database clock; 0 where the system does not say
 */
public record MetricRowRead(
    int number, long objectId, Set<String> attributes, long countersSince) {}
