package io.dbintel.streams.processors;

import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.StatementKey;
import java.util.Arrays;

/**
 * Rows in the order of their keys that are about to be written as one page or several. Keys and
 * sections are parts of other arrays. One object serves one run after the other.
 */
final class RowRun {
  private static final int FIELDS = 4;

  private byte[][] keys = new byte[64][];
  private byte[][] values = new byte[64][];
  private int[] places = new int[FIELDS * 64];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Adds a row; its key is without the instance's hash. */
  void add(byte[] key, int keyFrom, int keyLength, byte[] value, int from, int length) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
      places = Arrays.copyOf(places, FIELDS * 2 * count);
    }
    keys[count] = key;
    values[count] = value;
    int place = FIELDS * count++;
    places[place] = keyFrom;
    places[place + 1] = keyLength;
    places[place + 2] = from;
    places[place + 3] = length;
  }

  /** The key of the store of a row, of the instance with the hash. */
  byte[] storeKey(byte[] prefix, int row) {
    int place = FIELDS * row;
    byte[] storeKey = Arrays.copyOf(prefix, StatementKey.PREFIX + places[place + 1]);
    System.arraycopy(keys[row], places[place], storeKey, StatementKey.PREFIX, places[place + 1]);
    return storeKey;
  }

  /** The rows from one to before another, as the bytes of a page. */
  byte[] page(int from, int to, StateWriter out) {
    out.clear();
    out.writeUnsigned(RowPage.FORMAT);
    out.writeUnsigned(to - from);
    for (int row = from; row < to; row++) {
      int place = FIELDS * row;
      out.writeBytes(keys[row], places[place], places[place + 1]);
      out.writeBytes(values[row], places[place + 2], places[place + 3]);
    }
    return out.toBytes();
  }
}
