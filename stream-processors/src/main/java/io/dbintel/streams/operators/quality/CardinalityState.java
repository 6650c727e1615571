package io.dbintel.streams.operators.quality;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of an hour, as sketches.
 *
 * @param hour hours since the Unix epoch, instance clock
 * @param sketches state of the sketch by name of the attribute; not to be changed
 */
record CardinalityState(long hour, SortedMap<String, byte[]> sketches) {

  static CardinalityState begin(long hour) {
    return new CardinalityState(hour, new TreeMap<>());
  }

  /** How many distinct values there were of each attribute, estimated. */
  SortedMap<String, Long> estimates() {
    SortedMap<String, Long> estimates = new TreeMap<>();
    sketches.forEach((name, sketch) -> estimates.put(name, DistinctValues.estimate(sketch)));
    return estimates;
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof CardinalityState other)
        || hour != other.hour
        || !sketches.keySet().equals(other.sketches.keySet())) {
      return false;
    }
    for (Map.Entry<String, byte[]> sketch : sketches.entrySet()) {
      if (!Arrays.equals(sketch.getValue(), other.sketches.get(sketch.getKey()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(hour);
    for (Map.Entry<String, byte[]> sketch : sketches.entrySet()) {
      hash = 31 * (31 * hash + sketch.getKey().hashCode()) + Arrays.hashCode(sketch.getValue());
    }
    return hash;
  }
}
