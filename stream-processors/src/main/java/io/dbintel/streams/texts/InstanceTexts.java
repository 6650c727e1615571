package io.dbintel.streams.texts;

import io.dbintel.streams.findings.KnownText;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.verification.StatementText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The texts of one instance. They stand side by side under its hash, by dbid and queryid; the hash
 * alone is the key of the place where the next sweep goes on.
 */
final class InstanceTexts {
  private static final long REFRESH_MS = 3_600_000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte[] prefix;

  InstanceTexts(KeyValueStore<Bytes, byte[]> store, String instance) {
    this.store = store;
    this.prefix = InstanceHash.of(instance);
  }

  KnownText find(long dbid, long queryid) {
    byte[] bytes = store.get(key(dbid, queryid));
    return bytes == null ? null : StoredText.read(bytes).text();
  }

  void remember(long clock, StatementText text) {
    Bytes key = key(text.dbid(), text.queryid());
    StoredText next = StoredText.of(clock, text);
    byte[] bytes = store.get(key);
    if (bytes != null) {
      StoredText stored = StoredText.read(bytes);
      if (stored.text().equals(next.text()) && clock - stored.published() < REFRESH_MS) {
        return;
      }
    }
    store.put(key, next.toBytes());
  }

  /** Looks at the next {@code count} texts and drops those not published since {@code before}. */
  int sweep(int count, long before) {
    Bytes cursor = Bytes.wrap(prefix);
    byte[] last = store.get(cursor);
    Bytes from = last == null ? cursor : Bytes.wrap(last);
    List<Bytes> unused = new ArrayList<>();
    Bytes reached = null;
    try (KeyValueIterator<Bytes, byte[]> texts = store.range(from, Bytes.wrap(afterLast()))) {
      for (int seen = 0; seen < count && texts.hasNext(); ) {
        KeyValue<Bytes, byte[]> text = texts.next();
        if (text.key.equals(cursor)) {
          continue;
        }
        seen++;
        reached = text.key;
        if (StoredText.read(text.value).published() < before) {
          unused.add(text.key);
        }
      }
      reached = texts.hasNext() ? reached : null;
    }
    unused.forEach(store::delete);
    moveCursor(cursor, last, reached);
    return unused.size();
  }

  private void moveCursor(Bytes cursor, byte[] last, Bytes reached) {
    if (reached != null) {
      store.put(cursor, reached.get());
    } else if (last != null) {
      store.delete(cursor);
    }
  }

  void forget() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> texts =
        store.range(Bytes.wrap(prefix), Bytes.wrap(afterLast()))) {
      texts.forEachRemaining(text -> keys.add(text.key));
    }
    keys.forEach(store::delete);
  }

  private Bytes key(long dbid, long queryid) {
    ByteBuffer key = ByteBuffer.allocate(prefix.length + 12);
    return Bytes.wrap(key.put(prefix).putInt((int) dbid).putLong(queryid).array());
  }

  private byte[] afterLast() {
    byte[] last = Arrays.copyOf(prefix, prefix.length + 13);
    Arrays.fill(last, prefix.length, last.length, (byte) 0xFF);
    return last;
  }
}
