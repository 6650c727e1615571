package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads and writes instances' values. An operator with a value of its own has it under the instance
 * id, a hash sign and the part's id; an instance id holds no hash sign.
 */
final class InstanceStore {
  private static final char OWN_VALUE = '#';

  private final KeyValueStore<String, byte[]> store;

  InstanceStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  static String ownKey(String instance, int part) {
    return instance + OWN_VALUE + part;
  }

  InstanceValue read(String instance) {
    return new InstanceValue(
        instance, SectionedState.of(store.get(instance)), key -> SectionedState.of(store.get(key)));
  }

  /** The tenant's instances of which something is remembered, in the order of their ids. */
  List<String> instancesOf(String tenant) {
    List<String> instances = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> values =
        store.prefixScan(tenant + "/", new StringSerializer())) {
      while (values.hasNext()) {
        String key = values.next().key;
        if (key.indexOf(OWN_VALUE) < 0) {
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
      if (state.isEmpty()) {
        store.delete(part.getKey());
      } else {
        store.put(part.getKey(), state.toBytes());
      }
    }
  }
}
