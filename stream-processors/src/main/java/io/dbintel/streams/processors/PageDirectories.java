package io.dbintel.streams.processors;

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

  private final KeyValueStore<Bytes, byte[]> store;
  private final int maxPages;
  private final LastUsed<Bytes, PageDirectory> directories;

  PageDirectories(KeyValueStore<Bytes, byte[]> store, int maxPages) {
    this.store = store;
    this.maxPages = maxPages;
    this.directories = new LastUsed<>(maxPages);
  }

  /** The directory of the instance with the hash. */
  PageDirectory of(byte[] prefix) {
    PageDirectory known = directories.get(Bytes.wrap(prefix));
    if (known == null) {
      known = scan(prefix);
      keep(prefix, known);
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

  /**
   * Keeps a directory as it is now. One without pages counts too, or those of instances that are
   * forgotten would pile up; one that alone is too large stays, as the only one.
   */
  void keep(byte[] prefix, PageDirectory directory) {
    directories.keep(Bytes.wrap(prefix), directory, Math.min(directory.size() + 1, maxPages));
  }
}
