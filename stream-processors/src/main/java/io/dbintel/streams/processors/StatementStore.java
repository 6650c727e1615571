package io.dbintel.streams.processors;

import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The statement rows of all instances, and the changes of one record, which are written together at
 * the end. The rows of an instance are neighbours: their keys begin with its hash.
 */
final class StatementStore {
  private final KeyValueStore<Bytes, byte[]> store;
  private final StateWriter buffer = new StateWriter();
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();

  StatementStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  byte[] read(byte[] key) {
    return store.get(Bytes.wrap(key));
  }

  /** All rows remembered in the range and the one at its end, in key order; to be closed. */
  KeyValueIterator<Bytes, byte[]> scan(byte[] prefix, KeyRange range) {
    byte[] from = range.from() == null ? prefix : range.from().storeKey();
    byte[] to = range.to() == null ? afterLast(prefix) : range.to().storeKey();
    return store.range(Bytes.wrap(from), Bytes.wrap(to));
  }

  private static byte[] afterLast(byte[] prefix) {
    byte[] last = Arrays.copyOf(prefix, prefix.length + StatementKeyLayout.MAX_LENGTH + 1);
    Arrays.fill(last, prefix.length, last.length, (byte) 0xFF);
    return last;
  }

  void put(byte[] key, SectionedState state) {
    writes.add(KeyValue.pair(Bytes.wrap(key), state.isEmpty() ? null : state.toBytes(buffer)));
  }

  void delete(Bytes key) {
    writes.add(KeyValue.pair(key, null));
  }

  void deleteAll(byte[] prefix) {
    try (KeyValueIterator<Bytes, byte[]> rows = scan(prefix, KeyRange.ALL)) {
      rows.forEachRemaining(row -> delete(row.key));
    }
  }

  /** Writes the changes, in one batch of RocksDB. */
  void flush() {
    if (!writes.isEmpty()) {
      store.putAll(writes);
      writes.clear();
    }
  }
}
