package io.dbintel.benchmarks.pipeline;

import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.runtime.OperatorTelemetry;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.Stores;

/** A topology to measure; all run with the same settings of Kafka Streams. */
enum MeasuredTopology {
  /** Raw records from one topic to another, not decoded. */
  PASS_THROUGH("bench.raw"),
  /** One get and one put per row in RocksDB with a changelog; rows of fixed width, no results. */
  MINIMAL("bench.rows"),
  /** The stream processors. */
  FULL(TopicCatalogue.RAW.name());

  /** Where the pass-through writes. */
  static final String PASSED_TOPIC = "bench.passed";

  private final String inputTopic;

  MeasuredTopology(String inputTopic) {
    this.inputTopic = inputTopic;
  }

  String inputTopic() {
    return inputTopic;
  }

  /** As on the command line: pass-through, minimal, full. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Topology build(
      ProcessorsConfig config, StreamsConfig streams, Telemetry telemetry, RowCounts counts) {
    if (this == FULL) {
      return new DatabaseIntelligenceTopology(
              config.operators(),
              new BundledSchemaRegistry(),
              counts.before(
                  new OperatorTelemetry(telemetry.meter("io.dbintel.streams"), Clock.systemUTC())),
              streams)
          .get();
    }
    Topology topology = new Topology(new TopologyConfig(streams));
    topology.addSource(
        AutoOffsetReset.earliest(),
        "source",
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        inputTopic);
    if (this == PASS_THROUGH) {
      topology.addSink(
          "sink", PASSED_TOPIC, new StringSerializer(), new ByteArraySerializer(), "source");
      return topology;
    }
    topology.addProcessor("store", StoreRows::new, "source");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreRows.STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Map.of()),
        "store");
    return topology;
  }
}
