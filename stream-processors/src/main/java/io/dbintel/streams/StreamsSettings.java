package io.dbintel.streams;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How Kafka Streams runs. No result depends on any of it.
 *
 * @param applicationId consumer group and prefix of changelog topics
 * @param stateDir directory of the state stores, on a disk of its own
 * @param threads stream threads
 * @param standbyReplicas copies of each store kept warm on other instances
 * @param replicationFactor of changelog topics; -1 takes the broker's default
 * @param commitInterval time between two transactions; most of the delay of a result
 * @param linger how long the producer waits to fill a batch
 * @param sessionTimeout after which a silent instance's partitions go to others
 * @param schemaPatience how long a record waits for its schema
 * @param rocksDbCache block cache of all stores, write buffers included
 * @param rocksDbWriteBuffers write buffers of all stores
 */
public record StreamsSettings(
    @Setting(
            description = "Consumer group and prefix of the changelog topics.",
            defaultValue = "dbintel-processors",
            pattern = "[A-Za-z0-9._-]{1,100}")
        String applicationId,
    @Setting(
            description = "Directory of the state stores, on a disk of its own.",
            defaultValue = "/var/lib/dbintel/processors")
        Path stateDir,
    @Setting(description = "Stream threads.", defaultValue = "2", min = "1", max = "64")
        int threads,
    @Setting(
            description = "Copies of each store kept warm on other instances.",
            defaultValue = "1",
            min = "0",
            max = "5")
        int standbyReplicas,
    @Setting(
            description = "Replication factor of changelog topics; -1 takes the broker's default.",
            defaultValue = "-1",
            min = "-1",
            max = "32")
        int replicationFactor,
    @Setting(
            description = "Time between two transactions; 20ms to 50ms for low latency.",
            defaultValue = "100ms",
            min = "10ms",
            max = "30s")
        Duration commitInterval,
    @Setting(
            description =
                "How long a producer waits to fill a batch; a commit sends what waits, so more than"
                    + " commitInterval changes nothing.",
            defaultValue = "100ms",
            min = "0ms",
            max = "5s")
        Duration linger,
    @Setting(
            description = "After this silence an instance's partitions go to others.",
            defaultValue = "12s",
            min = "6s",
            max = "5m")
        Duration sessionTimeout,
    @Setting(
            description =
                "How long records wait for a schema that is not in dbintel.schemas before they go"
                    + " to the dead letters. For a schema registry they wait without end.",
            defaultValue = "1m",
            min = "0s",
            max = "1h")
        Duration schemaPatience,
    @Setting(
            description = "Block cache of all stores, write buffers included.",
            defaultValue = "256MiB",
            min = "16MiB")
        ByteSize rocksDbCache,
    @Setting(description = "Write buffers of all stores.", defaultValue = "128MiB", min = "8MiB")
        ByteSize rocksDbWriteBuffers) {

  /** Checks that the write buffers fit into the cache. */
  public StreamsSettings {
    if (rocksDbWriteBuffers.bytes() > rocksDbCache.bytes()) {
      throw new IllegalArgumentException(
          "rocksDbWriteBuffers at most rocksDbCache, found "
              + rocksDbWriteBuffers
              + " and "
              + rocksDbCache);
    }
  }
}
