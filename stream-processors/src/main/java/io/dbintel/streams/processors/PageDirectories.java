package io.dbintel.streams.processors;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Directories of the instances whose records came last, in memory: some 60 bytes a page. One that
 * is not here is made from the store, by a scan of the instance's pages.
 */
final class PageDirectories {

  /** A million rows; 4 MB. */
  static final int MAX_PAGES = 65_536;

  private static final int EXPECTED_INSTANCES = 64;
  private static final float LOAD_FACTOR = 0.75f;

  private final KeyValueStore<Bytes, byte[]> store;
  private final int maxPages;
  private final Map<Bytes, PageDirectory> byInstance =
      new LinkedHashMap<>(EXPECTED_INSTANCES, LOAD_FACTOR, true);
  private int pages;

  PageDirectories(KeyValueStore<Bytes, byte[]> store, int maxPages) {
    this.store = store;
    this.maxPages = maxPages;
  }

  /** The directory of the instance with the hash. */
  PageDirectory of(byte[] prefix) {
    Bytes key = Bytes.wrap(prefix);
    PageDirectory known = byInstance.get(key);
    if (known == null) {
      known = scan(prefix);
      byInstance.put(key, known);
      pages += known.size();
      evict(known);
    }
    return known;
  }

  private PageDirectory scan(byte[] prefix) {
    PageDirectory directory = new PageDirectory();
    try (KeyValueIterator<Bytes, byte[]> scan =
        store.range(Bytes.wrap(prefix), Bytes.wrap(StatementStore.afterLast(prefix)))) {
      while (scan.hasNext()) {
        KeyValue<Bytes, byte[]> page = scan.next();
        directory.add(page.key.get());
      }
    }
    return directory;
  }

  /** Notes that the directory in use has more pages, or fewer. */
  void grown(PageDirectory inUse, int by) {
    pages += by;
    if (by > 0) {
      evict(inUse);
    }
  }

  /** Lets go of those that were used the longest ago. */
  private void evict(PageDirectory inUse) {
    Iterator<PageDirectory> eldestFirst = byInstance.values().iterator();
    while (pages > maxPages && eldestFirst.hasNext()) {
      PageDirectory eldest = eldestFirst.next();
      if (eldest != inUse) {
        pages -= eldest.size();
        eldestFirst.remove();
      }
    }
  }
}
