package io.dbintel.streams.processors;

import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes the pages that a record read, with the rows that it changed. A page has at most {@link
 * #MAX_ROWS} rows; one with more is cut into pages of about {@link #ROWS}. Neighbouring pages that
 * were both read and together have no more than that become one. One object serves one record after
 * the other.
 */
final class PageWriter {
  static final int ROWS = 16;
  static final int MAX_ROWS = 24;

  private final KeyValueStore<Bytes, byte[]> store;
  private final StateWriter buffer = new StateWriter();
  private final RowRun run = new RowRun();
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();
  private final List<byte[]> addedPages = new ArrayList<>();
  private final List<byte[]> removedPages = new ArrayList<>();

  PageWriter(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Prepares the pages with their changes, and tells the directory which pages there are then.
   *
   * @param prefix hash of the instance
   * @param directory of the instance
   * @param pages that were read, in their order
   * @param changes in the order of their keys
   */
  void rewrite(
      byte[] prefix, PageDirectory directory, List<RowPage> pages, List<RowChange> changes) {
    int[] behind = new int[pages.size()];
    int[] sizes = new int[pages.size()];
    int change = 0;
    for (int page = 0; page < behind.length; page++) {
      sizes[page] = pages.get(page).count();
      while (change < changes.size()
          && directory.isBefore(pages.get(page).index(), changes.get(change).key())) {
        sizes[page] += changes.get(change++).added();
      }
      behind[page] = change;
    }
    if (change < changes.size()) {
      throw new IllegalStateException("a statement row was changed that was not read before");
    }
    int first = 0;
    while (first < behind.length) {
      int last = lastOfRun(pages, sizes, first);
      int from = first == 0 ? 0 : behind[first - 1];
      if (behind[last] > from || last > first) {
        run.clear();
        int next = from;
        for (int page = first; page <= last; page++) {
          copy(pages.get(page), changes.subList(next, behind[page]));
          next = behind[page];
        }
        write(prefix, pages.subList(first, last + 1));
      }
      first = last + 1;
    }
    // done last: while the pages are gone through, the directory says where each ends
    removedPages.forEach(directory::remove);
    addedPages.forEach(directory::add);
    removedPages.clear();
    addedPages.clear();
  }

  /** The last of the pages from {@code first} on that become one with it. */
  private static int lastOfRun(List<RowPage> pages, int[] sizes, int first) {
    int last = first;
    int size = sizes[first];
    while (size > 0
        && last + 1 < sizes.length
        && pages.get(last + 1).index() == pages.get(last).index() + 1
        && size + sizes[last + 1] <= ROWS) {
      size += sizes[++last];
    }
    return last;
  }

  /** Adds the rows of a page, as they are after its changes, to the run. */
  private void copy(RowPage page, List<RowChange> changes) {
    int row = 0;
    for (RowChange change : changes) {
      int order = -1;
      while (row < page.count() && (order = page.compare(row, change.key())) < 0) {
        page.copy(row++, run);
      }
      if (row < page.count() && order == 0) {
        row++;
      }
      change.copy(run);
    }
    while (row < page.count()) {
      page.copy(row++, run);
    }
  }

  /** Writes the run in place of the pages. */
  private void write(byte[] prefix, List<RowPage> pages) {
    RowPage page = pages.get(0);
    boolean isStored = page.index() >= 0;
    int count = run.count();
    for (int other = count == 0 && isStored ? 0 : 1; other < pages.size(); other++) {
      remove(pages.get(other).key());
    }
    int pieces = count <= MAX_ROWS ? Math.min(count, 1) : (count + ROWS - 1) / ROWS;
    for (int piece = 0; piece < pieces; piece++) {
      int from = count * piece / pieces;
      byte[] key = piece == 0 ? page.key() : run.storeKey(prefix, from);
      byte[] value = run.page(from, count * (piece + 1) / pieces, buffer);
      writes.add(KeyValue.pair(Bytes.wrap(key), value));
      if (piece > 0 || !isStored) {
        addedPages.add(key);
      }
    }
  }

  private void remove(byte[] page) {
    writes.add(KeyValue.pair(Bytes.wrap(page), null));
    removedPages.add(page);
  }

  /** Prepares the deletion of all pages of an instance. */
  void removeAll(PageDirectory directory) {
    for (int index = 0; index < directory.size(); index++) {
      remove(directory.key(index));
    }
    removedPages.forEach(directory::remove);
    removedPages.clear();
  }

  /** Writes what was prepared, in one batch of RocksDB. */
  void flush() {
    if (!writes.isEmpty()) {
      store.putAll(writes);
      writes.clear();
    }
  }
}
