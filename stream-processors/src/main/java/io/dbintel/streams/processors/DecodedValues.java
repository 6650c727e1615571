package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Values of a store that were used last, as they are stored and decoded as far as somebody asked: a
 * record asks for few values, and mostly for those that the record before asked for. Whoever writes
 * to the store keeps what he wrote here.
 *
 * @param <K> key of the store
 */
final class DecodedValues<K> {
  private static final int EXPECTED_VALUES = 64;
  private static final float LOAD_FACTOR = 0.75f;

  private final int maxBytes;
  private final Map<K, Decoded> values = new LinkedHashMap<>(EXPECTED_VALUES, LOAD_FACTOR, true);
  private int bytes;

  private record Decoded(SectionedState state, int bytes) {}

  /**
   * Keeps nothing yet.
   *
   * @param maxBytes of all values as stored; decoded they take some four times as much
   */
  DecodedValues(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The value; null when it is not kept. */
  SectionedState get(K key) {
    Decoded known = values.get(key);
    return known == null ? null : known.state();
  }

  /**
   * Keeps a value, and lets go of those that were used the longest ago.
   *
   * @param stored the bytes that are in the store; null when it has none
   */
  void keep(K key, SectionedState state, byte[] stored) {
    Decoded before = values.remove(key);
    bytes -= before == null ? 0 : before.bytes();
    if (stored == null) {
      return;
    }
    values.put(key, new Decoded(state, stored.length));
    bytes += stored.length;
    Iterator<Decoded> eldestFirst = values.values().iterator();
    while (bytes > maxBytes && eldestFirst.hasNext()) {
      bytes -= eldestFirst.next().bytes();
      eldestFirst.remove();
    }
  }

  /** Lets go of the values of some keys. */
  void release(Predicate<K> keys) {
    Iterator<Map.Entry<K, Decoded>> all = values.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, Decoded> value = all.next();
      if (keys.test(value.getKey())) {
        bytes -= value.getValue().bytes();
        all.remove();
      }
    }
  }
}
