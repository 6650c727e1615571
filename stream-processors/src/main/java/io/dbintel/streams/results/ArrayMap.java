package io.dbintel.streams.results;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A map of a few entries in the order in which they were put, made to be written once: putting is
 * one step, looking up is a scan. Putting a key again is not detected. Not thread-safe.
 */
final class ArrayMap<V> extends AbstractMap<String, V> {
  private String[] keys;
  private Object[] values;
  private int size;

  ArrayMap(int capacity) {
    keys = new String[capacity];
    values = new Object[capacity];
  }

  /** Adds an entry. */
  void add(String key, V value) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size + 4);
      values = Arrays.copyOf(values, keys.length);
    }
    keys[size] = key;
    values[size++] = value;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map.Entry<String, V> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, V> entry = new SimpleImmutableEntry<>(keys[next], (V) values[next]);
      next++;
      return entry;
    }
  }
}
