package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads and writes instances' values. An operator with a value of its own has it under the instance
 * id, a hash sign and the part's id; an instance id holds no hash sign. Values of the instances
 * whose records came last are kept decoded: most records change a few parts of many.
 */
final class InstanceStore {
  private static final char OWN_VALUE = '#';

  /** Some three hundred instances. */
  private static final int MAX_DECODED_BYTES = 512 * 1024;

  private final KeyValueStore<String, byte[]> store;
  private final DecodedValues<String> decoded = new DecodedValues<>(MAX_DECODED_BYTES);
  private final StateWriter buffer = new StateWriter();
  private int count;

  InstanceStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> values = store.all()) {
      while (values.hasNext()) {
        count += isInstance(values.next().key) ? 1 : 0;
      }
    }
  }

  /** How many instances are remembered. */
  int count() {
    return count;
  }

  boolean contains(String instance) {
    return store.get(instance) != null;
  }

  private static boolean isInstance(String key) {
    return key.indexOf(OWN_VALUE) < 0;
  }

  static String ownKey(String instance, int part) {
    return instance + OWN_VALUE + part;
  }

  InstanceValue read(String instance) {
    return new InstanceValue(instance, value(instance), this::value);
  }

  private SectionedState value(String key) {
    return decoded.read(key, store::get);
  }

  /** The tenant's instances of which something is remembered, in the order of their ids. */
  List<String> instancesOf(String tenant) {
    List<String> instances = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> values =
        store.prefixScan(tenant + "/", new StringSerializer())) {
      while (values.hasNext()) {
        String key = values.next().key;
        if (isInstance(key)) {
          instances.add(key);
        }
      }
    }
    return instances;
  }

  void write(InstanceValue value) {
    for (Map.Entry<String, SectionedState> part : value.parts().entrySet()) {
      SectionedState state = part.getValue();
      if (!state.changed()) {
        continue;
      }
      byte[] next = state.isEmpty() ? null : state.store(buffer);
      if (isInstance(part.getKey()) && value.isNew() == (next != null)) {
        count += next == null ? -1 : 1;
      }
      store.put(part.getKey(), next);
      decoded.keep(part.getKey(), state, next);
    }
  }
}
