package io.dbintel.streams.operator;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many values an instance has in each store, and how many it may have: keys come from outside,
 * and may be invented. A store without a bound is not counted. Not thread-safe.
 */
public final class StoredValues {
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<String, Long> bounds = new TreeMap<>();

  /** Begins with what is remembered; keys are names of stores. */
  public void begin(SortedMap<String, Long> remembered, SortedMap<String, Long> most) {
    counts.clear();
    counts.putAll(remembered);
    bounds.clear();
    bounds.putAll(most);
  }

  /** Whether one value more may be stored. */
  public boolean hasRoom(String store) {
    Long bound = bounds.get(store);
    return bound == null || counts.getOrDefault(store, 0L) < bound;
  }

  /** Counts a value that was not there and is, or was there and is not. */
  public void changed(String store, boolean before, boolean after) {
    if (before != after && bounds.containsKey(store)) {
      counts.put(store, Math.max(0, counts.getOrDefault(store, 0L) + (after ? 1 : -1)));
    }
  }

  /** The counts now. */
  public SortedMap<String, Long> counts() {
    return counts;
  }
}
