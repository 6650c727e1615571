package io.dbintel.streams;

import io.dbintel.streams.runtime.BoundedMemoryRocksDb;
import io.dbintel.streams.runtime.Changelogs;
import io.dbintel.streams.runtime.FailWithoutPayload;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of Kafka Streams: exactly-once, bounded, named, and never writing a payload on error.
 */
public final class StreamsProperties {
  private static final int BATCH_BYTES = 65_536;

  private StreamsProperties() {}

  /** All settings that {@code config} means. */
  public static Map<String, Object> of(ProcessorsConfig config) {
    StreamsSettings settings = config.streams();
    Map<String, Object> properties = new HashMap<>(config.kafka().clientSettings());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
    delivery(properties, settings);
    bounds(properties, settings);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailWithoutPayload.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, FailWithoutPayload.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, FailWithoutPayload.class);
    return properties;
  }

  private static void delivery(Map<String, Object> properties, StreamsSettings settings) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) settings.sessionTimeout().toMillis());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
        settings.linger().toMillis());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // A commit sends a small batch to each partition: lz4 and zstd set up 130 KiB for each of them,
    // snappy keeps its buffers.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "snappy");
  }

  private static void bounds(Map<String, Object> properties, StreamsSettings settings) {
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 32);
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Changelogs.MAX_MESSAGE_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemoryRocksDb.class);
    properties.put(BoundedMemoryRocksDb.CACHE_BYTES, settings.rocksDbCache().bytes());
    properties.put(BoundedMemoryRocksDb.WRITE_BUFFER_BYTES, settings.rocksDbWriteBuffers().bytes());
  }
}
