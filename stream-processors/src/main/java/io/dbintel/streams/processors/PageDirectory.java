package io.dbintel.streams.processors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The keys of an instance's pages, in order. It says which page a row is in, so that one read by
 * key finds it.
 */
final class PageDirectory {
  private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  private final List<byte[]> keys = new ArrayList<>();

  int size() {
    return keys.size();
  }

  byte[] key(int index) {
    return keys.get(index);
  }

  /** The page that a row with the key is in, or would be; -1 when that is before the first. */
  int indexOf(byte[] storeKey) {
    int found = Collections.binarySearch(keys, storeKey, ORDER);
    return found >= 0 ? found : -found - 2;
  }

  /** Whether the key comes before the page that follows {@code index}. */
  boolean isBefore(int index, byte[] storeKey) {
    return index + 1 >= keys.size() || ORDER.compare(storeKey, keys.get(index + 1)) < 0;
  }

  void add(byte[] key) {
    int found = Collections.binarySearch(keys, key, ORDER);
    if (found < 0) {
      keys.add(-found - 1, key);
    }
  }

  void remove(byte[] key) {
    int found = Collections.binarySearch(keys, key, ORDER);
    if (found >= 0) {
      keys.remove(found);
    }
  }
}
