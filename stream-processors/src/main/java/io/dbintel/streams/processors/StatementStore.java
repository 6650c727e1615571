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
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The statement rows of all instances, some sixteen neighbours in one value: a read, a write and a
 * changelog record cost as much for many rows as for one. What changes while one record is
 * processed is kept aside and written together, at the end. Rows are asked for, and change, in the
 * order of their keys, as they come in a chunk.
 */
final class StatementStore {
  private final KeyValueStore<Bytes, byte[]> store;
  private final PageDirectories directories;
  private final PageWriter writer;
  private final StateWriter buffer = new StateWriter();
  private final List<RowPage> pages = new ArrayList<>();
  private final List<RowChange> changes = new ArrayList<>();
  private byte[] prefix;
  private PageDirectory directory;

  StatementStore(KeyValueStore<Bytes, byte[]> store) {
    this(store, PageDirectories.MAX_PAGES);
  }

  StatementStore(KeyValueStore<Bytes, byte[]> store, int maxPages) {
    this.store = store;
    this.directories = new PageDirectories(store, maxPages);
    this.writer = new PageWriter(store);
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
      changes.add(new RowChange(page.storeKey(row), null, -1));
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
        changes.add(new RowChange(key, null, -1));
      }
    } else {
      changes.add(new RowChange(key, state.toBytes(buffer), known ? 0 : 1));
    }
  }

  /** Forgets all rows of the instance. */
  void deleteAll() {
    writer.removeAll(directory());
    directories.keep(prefix, directory());
    pages.clear();
    changes.clear();
  }

  /** Writes the changes, in one batch of RocksDB. */
  void flush() {
    if (!changes.isEmpty() || pages.size() > 1) {
      writer.rewrite(prefix, directory(), pages, changes);
      directories.keep(prefix, directory());
    }
    writer.flush();
    pages.clear();
    changes.clear();
  }
}
