package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Values of a store that were used last, as they are stored and decoded as far as somebody asked: a
 * record asks for few values, and mostly for those that the record before asked for. Whoever writes
 * to the store keeps what he wrote here.
 *
 * @param <K> key of the store
 */
final class DecodedValues<K> {
  private final LastUsed<K, SectionedState> values;

  /**
   * Keeps nothing yet.
   *
   * @param maxBytes of all values as stored; decoded they take some four times as much
   */
  DecodedValues(int maxBytes) {
    values = new LastUsed<>(maxBytes);
  }

  /** The value; null when it is not kept. */
  SectionedState get(K key) {
    return values.get(key);
  }

  /** The value, which is read when it is not kept. */
  SectionedState read(K key, Function<K, byte[]> store) {
    SectionedState known = values.get(key);
    if (known == null) {
      byte[] stored = store.apply(key);
      known = SectionedState.of(stored);
      keep(key, known, stored);
    }
    return known;
  }

  /**
   * Keeps a value.
   *
   * @param stored the bytes that are in the store; null when it has none
   */
  void keep(K key, SectionedState state, byte[] stored) {
    if (stored == null) {
      values.release(key);
    } else {
      values.keep(key, state, stored.length);
    }
  }

  /** Lets go of the values of some keys. */
  void release(Predicate<K> keys) {
    values.releaseAll(keys);
  }
}
