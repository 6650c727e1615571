package io.dbintel.streams;

import io.dbintel.streams.runtime.Changelogs;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The two kinds of state store that there are, each with its changelog. */
final class StateStores {
  /** Another codec than the producer's would have the broker compress every batch again. */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "compression.type",
          "producer",
          "max.message.bytes",
          Integer.toString(Changelogs.MAX_MESSAGE_BYTES),
          // changes bear the time of the record, and an agent's clock may be ahead
          "message.timestamp.after.max.ms",
          Long.toString(Long.MAX_VALUE));

  private StateStores() {}

  /** Small values, one or two for each key. */
  static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  /** Many values: in RocksDB. */
  static StoreBuilder<KeyValueStore<Bytes, byte[]>> onDisk(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }
}
