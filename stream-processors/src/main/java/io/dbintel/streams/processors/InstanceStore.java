package io.dbintel.streams.processors;

import io.dbintel.streams.operator.SectionedState;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads and writes instances' values. An operator whose part stands alone has a value of its own,
 * under the instance id, a hash sign and the part's id: neither occurs in an instance id.
 */
final class InstanceStore {
  private final KeyValueStore<String, byte[]> store;

  InstanceStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  InstanceValue read(String instance) {
    return new InstanceValue(
        instance, SectionedState.of(store.get(instance)), key -> SectionedState.of(store.get(key)));
  }

  void write(InstanceValue value) {
    for (Map.Entry<String, SectionedState> part : value.parts().entrySet()) {
      SectionedState state = part.getValue();
      if (state.isEmpty()) {
        store.delete(part.getKey());
      } else if (state.changed()) {
        store.put(part.getKey(), state.toBytes());
      }
    }
  }
}
