package io.dbintel.streams.processors;

import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one instance in the statements store, and the changes of one chunk, which are written
 * together at the end. An instance's rows stand side by side under its hash.
 */
final class StatementRows {
  private final KeyValueStore<Bytes, byte[]> store;
  private final byte[] prefix;
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();

  StatementRows(KeyValueStore<Bytes, byte[]> store, String instance) {
    this.store = store;
    this.prefix = InstanceHash.of(instance);
  }

  Bytes key(StatementKey row) {
    return Bytes.wrap(row.toBytes(prefix));
  }

  byte[] read(Bytes key) {
    return store.get(key);
  }

  /** All rows remembered in the range, in key order; to be closed. */
  KeyValueIterator<Bytes, byte[]> scan(KeyRange range) {
    Bytes from = range.from() == null ? Bytes.wrap(prefix) : key(range.from());
    Bytes to = range.to() == null ? Bytes.wrap(afterLast()) : key(range.to());
    return store.range(from, to);
  }

  /** True when the key that a scan gave is the range's end, which the range does not cover. */
  boolean isEnd(Bytes key, KeyRange range) {
    return range.to() != null && key.equals(key(range.to()));
  }

  private byte[] afterLast() {
    byte[] last = Arrays.copyOf(prefix, prefix.length + StatementKey.BYTES + 1);
    Arrays.fill(last, prefix.length, last.length, (byte) 0xFF);
    return last;
  }

  void write(Bytes key, SectionedState state) {
    writes.add(KeyValue.pair(key, state.isEmpty() ? null : state.toBytes()));
  }

  void delete(Bytes key) {
    writes.add(KeyValue.pair(key, null));
  }

  void deleteAll() {
    try (KeyValueIterator<Bytes, byte[]> rows = scan(new KeyRange(null, null))) {
      rows.forEachRemaining(row -> delete(row.key));
    }
  }

  void flush() {
    for (KeyValue<Bytes, byte[]> write : writes) {
      if (write.value == null) {
        store.delete(write.key);
      } else {
        store.put(write.key, write.value);
      }
    }
    writes.clear();
  }
}
