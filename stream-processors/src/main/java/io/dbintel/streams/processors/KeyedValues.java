package io.dbintel.streams.processors;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one keyed operator remembers of the instance of the current turn. A value is read once in a
 * turn and written once, at its end, if it changed; those that were used last stay decoded. Keys
 * are the 16-byte hash of the instance and the bytes that {@link KeyedState#key} makes; the bare
 * hash is the key of the place where the next sweep goes on.
 */
final class KeyedValues {

  /** Some two thousand texts, or twenty-five instances' metrics, which take ten times it. */
  private static final int MAX_DECODED_BYTES = 512 * 1024;

  private final KeyValueStore<Bytes, byte[]> store;
  private final DecodedValues<Bytes> decoded = new DecodedValues<>(MAX_DECODED_BYTES);
  private final StateWriter buffer = new StateWriter();
  private final Map<Bytes, SectionedState> values = new LinkedHashMap<>();
  private byte[] prefix;
  private boolean forgotten;
  private byte[] cursor;
  private boolean cursorMoved;

  KeyedValues(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Begins a turn of the instance whose hash is {@code hash}. */
  void begin(byte[] hash) {
    prefix = hash;
    values.clear();
    forgotten = false;
    cursor = null;
    cursorMoved = false;
  }

  <K, S> S read(KeyedState<K, S> state, K key) {
    return value(storeKey(state.key().of(key))).get(state.value());
  }

  <K, S> void decide(KeyedOperator<K, S> operator, K key, InstanceTurn turn) {
    KeyedState<K, S> form = operator.state();
    SectionedState value = value(storeKey(form.key().of(key)));
    boolean before = !value.isEmpty();
    if (!before && !turn.stored().hasRoom(form.store())) {
      turn.hold("over_bound");
      return;
    }
    value.put(form.value(), operator.decide(key, value.get(form.value()), turn));
    turn.stored().changed(form.store(), before, !value.isEmpty());
  }

  private Bytes storeKey(byte[] key) {
    if (key.length == 0) {
      throw new IllegalStateException(
          "a keyed operator made an empty key; expected at least a byte");
    }
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, bytes, prefix.length, key.length);
    return Bytes.wrap(bytes);
  }

  private SectionedState value(Bytes key) {
    SectionedState known = values.get(key);
    if (known == null) {
      known = forgotten ? new SectionedState() : decoded.read(key, store::get);
      values.put(key, known);
    }
    return known;
  }

  /**
   * Looks at the next {@code count} values after the last sweep and drops those that the operator
   * does not keep.
   */
  <S> void sweep(KeyedOperator<?, S> operator, int count, InstanceTurn turn) {
    if (forgotten) {
      return;
    }
    Bytes place = Bytes.wrap(prefix);
    byte[] last = store.get(place);
    List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>();
    boolean more;
    try (KeyValueIterator<Bytes, byte[]> scan = scan(last == null ? prefix : last)) {
      KeyValue<Bytes, byte[]> stored = next(scan, last);
      while (stored != null && batch.size() < count) {
        batch.add(stored);
        stored = next(scan, last);
      }
      more = stored != null;
    }
    for (KeyValue<Bytes, byte[]> stored : batch) {
      SectionedState value = values.computeIfAbsent(stored.key, key -> swept(key, stored.value));
      S state = value.get(operator.state().value());
      if (state != null && !operator.keeps(state, turn)) {
        value.put(operator.state().value(), null);
        turn.stored().changed(operator.state().store(), true, !value.isEmpty());
      }
    }
    cursor = more && !batch.isEmpty() ? batch.get(batch.size() - 1).key.get() : null;
    cursorMoved = !Arrays.equals(cursor, last);
  }

  /** What is swept is rarely used: it takes nobody's place among the decoded values. */
  private SectionedState swept(Bytes key, byte[] stored) {
    SectionedState known = decoded.get(key);
    return known == null ? SectionedState.of(stored) : known;
  }

  private KeyValueIterator<Bytes, byte[]> scan(byte[] from) {
    return store.range(Bytes.wrap(from), Bytes.wrap(behind(prefix)));
  }

  /** The first key that is behind all that begin with {@code hash}; of another instance, if any. */
  private static byte[] behind(byte[] hash) {
    byte[] next = hash.clone();
    int last = next.length - 1;
    while (last > 0 && next[last] == -1) {
      next[last--] = 0;
    }
    next[last]++;
    return next;
  }

  /** The instance's next value; null at the end. Passes over {@code last} itself. */
  private KeyValue<Bytes, byte[]> next(KeyValueIterator<Bytes, byte[]> scan, byte[] last) {
    while (scan.hasNext()) {
      KeyValue<Bytes, byte[]> stored = scan.next();
      byte[] key = stored.key.get();
      if (!isOfInstance(key)) {
        return null;
      }
      if (!Arrays.equals(key, last)) {
        return stored;
      }
    }
    return null;
  }

  private boolean isOfInstance(byte[] key) {
    return Arrays.equals(prefix, 0, prefix.length, key, 0, prefix.length);
  }

  /** Forgets all values of the instance. */
  void forget() {
    values.clear();
    forgotten = true;
  }

  /** Writes what changed in the turn. */
  void write() {
    if (forgotten) {
      deleteAll();
    }
    values.forEach(
        (key, value) -> {
          if (value.changed()) {
            byte[] next = value.isEmpty() ? null : value.store(buffer);
            put(key, next);
            decoded.keep(key, value, next);
          }
        });
    if (cursorMoved) {
      put(Bytes.wrap(prefix), cursor);
    }
  }

  private void deleteAll() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> scan = scan(prefix)) {
      while (scan.hasNext()) {
        Bytes key = scan.next().key;
        if (isOfInstance(key.get())) {
          keys.add(key);
        }
      }
    }
    keys.forEach(store::delete);
    decoded.release(key -> isOfInstance(key.get()));
  }

  private void put(Bytes key, byte[] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }
}
