package io.dbintel.streams.operator;

/**
 * The stored state of a {@link KeyedOperator}: identifies it and says how it is written.
 *
 * @param store name of the store
 * @param key writes the key, behind the hash of the instance
 * @param value codec of the value; its id and version are stored with each value
 * @param <K> key within the instance
 * @param <S> what is remembered for a key
 */
public record KeyedState<K, S>(String store, KeyBytes<K> key, PartCodec<S> value) {

  /** Writes a key; equal keys give equal bytes, at least one byte. */
  @FunctionalInterface
  public interface KeyBytes<K> {
    byte[] of(K key);
  }
}
