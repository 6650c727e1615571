package io.dbintel.streams.operators.bounds;

import java.util.SortedMap;

/**
 * How many values an instance has.
 *
 * @param counts by name of the store
 */
record StoredCounts(SortedMap<String, Long> counts) {}
