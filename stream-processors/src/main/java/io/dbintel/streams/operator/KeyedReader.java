package io.dbintel.streams.operator;

/** Reads what a {@link KeyedOperator} remembers about the instance of the turn. */
public interface KeyedReader {

  /** The value for the key; null when there is none. */
  <K, S> S read(KeyedState<K, S> state, K key);
}
