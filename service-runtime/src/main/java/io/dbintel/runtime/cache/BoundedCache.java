package io.dbintel.runtime.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry not used for longest when it is full. Not thread-safe. */
public final class BoundedCache<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int capacity;

  /**
   * An empty map.
   *
   * @param capacity most entries
   */
  public BoundedCache(int capacity) {
    super(64, 0.75f, true);
    this.capacity = capacity;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
