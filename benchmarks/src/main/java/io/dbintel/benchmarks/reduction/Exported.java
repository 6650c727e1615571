package io.dbintel.benchmarks.reduction;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The product's topology with one configuration, and what it exported. */
final class Exported implements AutoCloseable {
  private static final String EVENT = "db.server.top_query";
  private static final List<String> COUNTERS =
      List.of(
          "postgresql.calls",
          "postgresql.rows",
          "dbintel.total_exec_time_ns",
          "postgresql.shared_blks_hit",
          "postgresql.shared_blks_read");
  private static final int TIME = 2;

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final AvroDeserializer<ResultEvent> events = new AvroDeserializer<>(registry);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> raw;
  private final TestOutputTopic<String, byte[]> results;
  private final long[] sums = new long[COUNTERS.size()];
  private long namedTime;
  private long time;
  private long bytes;
  private long records;

  /**
   * Starts the topology.
   *
   * @param operators settings of the operators in YAML flow style; empty for the defaults
   */
  Exported(String operators, Path stateDir) {
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            "kafka: {bootstrapServers: \"unused:1\"}\nstreams: {stateDir: "
                + stateDir
                + "}\n"
                + (operators.isEmpty() ? "" : "operators: " + operators + "\n"));
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(config));
    driver =
        new TopologyTestDriver(
            new DatabaseIntelligenceTopology(
                    config.operators(),
                    registry,
                    OperatorCounts.NONE,
                    new StreamsConfig(properties))
                .get(),
            properties,
            Instant.EPOCH);
    raw =
        driver.createInputTopic(
            TopicCatalogue.RAW.name(), new StringSerializer(), new ByteArraySerializer());
    results =
        driver.createOutputTopic(
            TopicCatalogue.EVENTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Sends a raw record, and adds up what becomes of it. */
  void send(SpecificRecord record, long micros) {
    raw.pipeInput(
        "bench/db", serializer.serialize(TopicCatalogue.RAW.name(), record), micros / 1_000);
    for (byte[] value : results.readValuesToList()) {
      ResultEvent event = events.deserialize(TopicCatalogue.EVENTS.name(), value);
      if (event.getEventName().equals(EVENT)) {
        add(event.getAttributes(), value.length);
      }
    }
  }

  private void add(Map<String, Object> row, int size) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (long) row.get(COUNTERS.get(i));
    }
    long spent = (long) row.get(COUNTERS.get(TIME));
    time += spent;
    namedTime += Boolean.TRUE.equals(row.get("dbintel.remainder")) ? 0 : spent;
    bytes += size;
    records++;
  }

  /** Sum of a counter, by its position in {@link SkewedServer#COUNTERS}, since the start. */
  long sum(int counter) {
    return sums[counter];
  }

  /** Forgets bytes, records and times, not the sums. */
  void beginMeasuring() {
    bytes = 0;
    records = 0;
    time = 0;
    namedTime = 0;
  }

  /** Bytes of the result records. */
  long bytes() {
    return bytes;
  }

  /** Result records. */
  long records() {
    return records;
  }

  /** Share of the execution time in records that name a statement. */
  double timeAttributed() {
    return time == 0 ? 0 : (double) namedTime / time;
  }

  @Override
  public void close() {
    driver.close();
  }
}
