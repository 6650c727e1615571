package io.dbintel.streams.processors;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Values that were used last, as many as weigh no more than a bound together. Not thread-safe.
 *
 * @param <K> key
 * @param <V> value
 */
final class LastUsed<K, V> {
  private static final int EXPECTED_VALUES = 64;
  private static final float LOAD_FACTOR = 0.75f;

  private final int maxWeight;
  private final Map<K, Weighed<V>> values = new LinkedHashMap<>(EXPECTED_VALUES, LOAD_FACTOR, true);
  private int weight;

  private record Weighed<V>(V value, int weight) {}

  LastUsed(int maxWeight) {
    this.maxWeight = maxWeight;
  }

  /** The value; null when it is not kept. */
  V get(K key) {
    Weighed<V> known = values.get(key);
    return known == null ? null : known.value();
  }

  /** Keeps a value, and lets go of those that were used the longest ago. */
  void keep(K key, V value, int weighing) {
    release(key);
    values.put(key, new Weighed<>(value, weighing));
    weight += weighing;
    Iterator<Weighed<V>> eldestFirst = values.values().iterator();
    while (weight > maxWeight && eldestFirst.hasNext()) {
      weight -= eldestFirst.next().weight();
      eldestFirst.remove();
    }
  }

  /** Lets go of a value. */
  void release(K key) {
    Weighed<V> before = values.remove(key);
    weight -= before == null ? 0 : before.weight();
  }

  /** Lets go of the values of some keys. */
  void releaseAll(Predicate<K> keys) {
    Iterator<Map.Entry<K, Weighed<V>>> all = values.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, Weighed<V>> value = all.next();
      if (keys.test(value.getKey())) {
        weight -= value.getValue().weight();
        all.remove();
      }
    }
  }
}
