package io.dbintel.benchmarks.day;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is at the end of a simulated hour.
 *
 * @param hour from the first record on
 * @param figures entries and bytes of each store, series of the own metrics, heap in use, by name
 */
record Sample(int hour, SortedMap<String, Long> figures) {
  Sample {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }
}
