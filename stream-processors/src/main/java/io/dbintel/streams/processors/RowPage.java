package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.statements.StatementKey;
import java.util.Arrays;

/**
 * Statement rows that are neighbours and stored as one value: the rows of the instance from the
 * page's own key on up to the next page's. As bytes: {@code 2}, then for each row, in the order of
 * the keys, length and bytes of its key behind the instance's hash, and length and bytes of its
 * sections. A value that is sections alone, as releases before pages wrote it, is a page of one row
 * whose key is the page's.
 */
public final class RowPage {
  static final byte FORMAT = 2;

  private static final int FIELDS = 4;

  private final byte[] key;
  private final int index;
  private final byte[] bytes;
  private final byte[] keyBytes;
  private int count;

  /** Four numbers a row: where its key and its sections begin, and how long they are. */
  private int[] places;

  private RowPage(byte[] key, int index, byte[] bytes, byte[] keyBytes) {
    this.key = key;
    this.index = index;
    this.bytes = bytes;
    this.keyBytes = keyBytes;
  }

  /** A page that is not stored yet. */
  static RowPage empty(byte[] key, int index) {
    RowPage page = new RowPage(key, index, key, key);
    page.places = new int[0];
    return page;
  }

  /**
   * Reads a stored page.
   *
   * @param key its key in the store
   * @param index its place among the pages of the instance
   */
  static RowPage read(byte[] key, int index, byte[] stored) {
    if (stored.length == 0 || stored[0] != FORMAT) {
      RowPage page = new RowPage(key, index, stored, key);
      page.places = new int[FIELDS];
      page.add(StatementKey.PREFIX, key.length - StatementKey.PREFIX, 0, stored.length);
      return page;
    }
    RowPage page = new RowPage(key, index, stored, stored);
    StateReader in = new StateReader(stored, 1, stored.length);
    page.places = new int[FIELDS * in.readCount()];
    while (!in.exhausted()) {
      int keyLength = in.readLength();
      int keyFrom = in.position();
      in.skip(keyLength);
      int length = in.readLength();
      page.add(keyFrom, keyLength, in.position(), length);
      in.skip(length);
    }
    return page;
  }

  /**
   * How many rows a value of the store has.
   *
   * @param key its key in the store
   */
  public static int rows(byte[] key, byte[] stored) {
    return read(key, 0, stored).count();
  }

  private void add(int keyFrom, int keyLength, int from, int length) {
    int place = FIELDS * count++;
    places[place] = keyFrom;
    places[place + 1] = keyLength;
    places[place + 2] = from;
    places[place + 3] = length;
  }

  /** Its key in the store: the hash of the instance and the least key of a row that it may have. */
  byte[] key() {
    return key;
  }

  /** Its place among the instance's pages; -1 for one before the first. */
  int index() {
    return index;
  }

  /** How many rows it has. */
  int count() {
    return count;
  }

  /** The row with the key of the store; where it would stand, as {@code -1 - place}, if absent. */
  int find(byte[] storeKey) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, storeKey);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  /** Orders a row's key and a key of the store. */
  int compare(int row, byte[] storeKey) {
    int from = places[FIELDS * row];
    return Arrays.compareUnsigned(
        keyBytes,
        from,
        from + places[FIELDS * row + 1],
        storeKey,
        StatementKey.PREFIX,
        storeKey.length);
  }

  /** Reads what is remembered of a row. */
  void load(int row, SectionedState into) {
    int from = places[FIELDS * row + 2];
    into.reset(bytes, from, from + places[FIELDS * row + 3]);
  }

  /** The row's key of the store. */
  byte[] storeKey(int row) {
    int from = places[FIELDS * row];
    int length = places[FIELDS * row + 1];
    byte[] storeKey = Arrays.copyOf(key, StatementKey.PREFIX + length);
    System.arraycopy(keyBytes, from, storeKey, StatementKey.PREFIX, length);
    return storeKey;
  }

  /** Adds a row to those that are about to be written. */
  void copy(int row, RowRun into) {
    int place = FIELDS * row;
    into.add(
        keyBytes, places[place], places[place + 1], bytes, places[place + 2], places[place + 3]);
  }
}
