package io.dbintel.streams.processors;

import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The statement rows of all instances, some sixteen neighbours in one value: a read, a write and a
 * changelog record cost as much for many rows as for one. What changes while one record is
 * processed is kept aside and written together, at the end. Rows are asked for, and change, in the
 * order of their keys, as they come in a chunk.
 *
 * <p>A page has at most {@link #MAX_ROWS} rows; one with more is cut into pages of about {@link
 * #ROWS}. Neighbouring pages that were both read and together have no more than that become one.
 */
final class StatementStore {
  static final int ROWS = 16;
  static final int MAX_ROWS = 24;

  private final KeyValueStore<Bytes, byte[]> store;
  private final PageDirectories directories;
  private final StateWriter buffer = new StateWriter();
  private final List<RowPage> pages = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();
  private final List<byte[]> addedPages = new ArrayList<>();
  private final List<byte[]> removedPages = new ArrayList<>();
  private final RowRun run = new RowRun();
  private byte[] prefix;
  private PageDirectory directory;

  /**
   * A row that is written or, if {@code sections} is null, deleted.
   *
   * @param added by how many rows the page grows
   */
  private record Change(byte[] key, byte[] sections, int added) {}

  StatementStore(KeyValueStore<Bytes, byte[]> store) {
    this(store, PageDirectories.MAX_PAGES);
  }

  StatementStore(KeyValueStore<Bytes, byte[]> store, int maxPages) {
    this.store = store;
    this.directories = new PageDirectories(store, maxPages);
  }

  /** A key behind all that begin with {@code prefix}. */
  static byte[] afterLast(byte[] prefix) {
    byte[] last = Arrays.copyOf(prefix, prefix.length + StatementKeyLayout.MAX_LENGTH + 1);
    Arrays.fill(last, prefix.length, last.length, (byte) 0xFF);
    return last;
  }

  /** Begins a record of the instance whose hash is {@code instance}. */
  void begin(byte[] instance) {
    prefix = instance;
    directory = null;
    pages.clear();
    changes.clear();
  }

  private PageDirectory directory() {
    if (directory == null) {
      directory = directories.of(prefix);
    }
    return directory;
  }

  /** Reads what is remembered of a row; false when that is nothing. */
  boolean read(byte[] key, SectionedState into) {
    RowPage page = page(directory().indexOf(key));
    int row = page.find(key);
    if (row < 0) {
      into.reset(null);
      return false;
    }
    page.load(row, into);
    return true;
  }

  private RowPage page(int index) {
    RowPage last = pages.isEmpty() ? null : pages.get(pages.size() - 1);
    if (last != null && last.index() == index) {
      return last;
    }
    if (last != null && last.index() > index) {
      throw new IllegalStateException(
          "statement rows are asked for out of the order of their keys");
    }
    RowPage page =
        index < 0
            ? RowPage.empty(prefix, index)
            : RowPage.read(
                directory().key(index), index, store.get(Bytes.wrap(directory().key(index))));
    pages.add(page);
    return page;
  }

  /** The rows that are remembered in the range, one after the other. */
  Scan scan(KeyRange range) {
    return new Scan(range);
  }

  /** Goes through remembered rows in the order of their keys; is before the first to begin with. */
  final class Scan {
    private final byte[] to;
    private int index;
    private RowPage page;
    private int row;

    private Scan(KeyRange range) {
      to = range.to() == null ? null : range.to().storeKey();
      byte[] from = range.from() == null ? prefix : range.from().storeKey();
      index = directory().indexOf(from);
      page = page(index);
      int found = page.find(from);
      row = (found < 0 ? -1 - found : found) - 1;
    }

    /** Goes to the next row; false when there is none. */
    boolean next() {
      row++;
      while (row == page.count()) {
        if (++index == directory.size()) {
          return false;
        }
        page = page(index);
        row = 0;
      }
      return to == null || page.compare(row, to) < 0;
    }

    /** Orders the row's key and another. */
    int compareTo(StatementKey key) {
      return page.compare(row, key.storeKey());
    }

    void load(SectionedState into) {
      page.load(row, into);
    }

    void delete() {
      changes.add(new Change(page.storeKey(row), null, -1));
    }
  }

  /**
   * Remembers a row; forgets it when nothing is left of it.
   *
   * @param known whether something was remembered of it
   */
  void put(byte[] key, SectionedState state, boolean known) {
    if (state.isEmpty()) {
      if (known) {
        changes.add(new Change(key, null, -1));
      }
    } else {
      changes.add(new Change(key, state.toBytes(buffer), known ? 0 : 1));
    }
  }

  /** Forgets all rows of the instance. */
  void deleteAll() {
    for (int index = 0; index < directory().size(); index++) {
      remove(directory().key(index));
    }
    updateDirectory();
    pages.clear();
    changes.clear();
  }

  private void remove(byte[] page) {
    writes.add(KeyValue.pair(Bytes.wrap(page), null));
    removedPages.add(page);
  }

  /** Writes the changes, in one batch of RocksDB. */
  void flush() {
    if (!changes.isEmpty() || pages.size() > 1) {
      rewrite();
      updateDirectory();
    }
    if (!writes.isEmpty()) {
      store.putAll(writes);
      writes.clear();
    }
    pages.clear();
    changes.clear();
  }

  /** Goes through the pages that were read; those that became small join their neighbours. */
  private void rewrite() {
    int change = 0;
    int page = 0;
    while (page < pages.size()) {
      int firstChange = change;
      int firstPage = page;
      int size = 0;
      run.clear();
      do {
        int behind = behindChangesOf(pages.get(page), change);
        size += sizeOf(pages.get(page), change, behind);
        copy(pages.get(page), change, behind);
        change = behind;
        page++;
      } while (size > 0 && hasRoomFor(page, change, ROWS - size));
      if (change > firstChange || page > firstPage + 1) {
        write(firstPage, page);
      }
    }
    if (change < changes.size()) {
      throw new IllegalStateException("a statement row was changed that was not read before");
    }
  }

  /** Behind the last of the changes from {@code from} on that are in the page. */
  private int behindChangesOf(RowPage page, int from) {
    int behind = from;
    while (behind < changes.size() && directory.isBefore(page.index(), changes.get(behind).key())) {
      behind++;
    }
    return behind;
  }

  private int sizeOf(RowPage page, int from, int behind) {
    int size = page.count();
    for (int change = from; change < behind; change++) {
      size += changes.get(change).added();
    }
    return size;
  }

  private boolean hasRoomFor(int page, int change, int room) {
    if (page == pages.size() || pages.get(page).index() != pages.get(page - 1).index() + 1) {
      return false;
    }
    RowPage next = pages.get(page);
    return sizeOf(next, change, behindChangesOf(next, change)) <= room;
  }

  /** Adds the rows of a page, as they are after the changes, to the run. */
  private void copy(RowPage page, int from, int behind) {
    int row = 0;
    for (int i = from; i < behind; i++) {
      Change change = changes.get(i);
      int order = -1;
      while (row < page.count() && (order = page.compare(row, change.key())) < 0) {
        page.copy(row++, run);
      }
      if (row < page.count() && order == 0) {
        row++;
      }
      if (change.sections() != null) {
        int length = change.key().length - StatementKey.PREFIX;
        byte[] sections = change.sections();
        run.add(change.key(), StatementKey.PREFIX, length, sections, 0, sections.length);
      }
    }
    while (row < page.count()) {
      page.copy(row++, run);
    }
  }

  /** Writes the run in place of the pages from {@code first} to before {@code behind}. */
  private void write(int first, int behind) {
    for (int page = first + 1; page < behind; page++) {
      remove(pages.get(page).key());
    }
    RowPage page = pages.get(first);
    boolean isStored = page.index() >= 0;
    int count = run.count();
    if (count == 0) {
      if (isStored) {
        remove(page.key());
      }
      return;
    }
    int pieces = count <= MAX_ROWS ? 1 : (count + ROWS - 1) / ROWS;
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

  /** Done last: while the pages are gone through, the directory says where each ends. */
  private void updateDirectory() {
    removedPages.forEach(directory()::remove);
    addedPages.forEach(directory()::add);
    directories.grown(directory(), addedPages.size() - removedPages.size());
    removedPages.clear();
    addedPages.clear();
  }
}
