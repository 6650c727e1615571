package io.dbintel.streams.model;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology with a log that a test writes by hand. */
public final class TopologyHarness implements AutoCloseable {
  /** The instance that records are of, unless said otherwise. */
  public static final String INSTANCE = "acme/orders";

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> raw;
  private final TestOutputTopic<String, ResultEvent> events;
  private final TestOutputTopic<String, ResultMetrics> metrics;
  private final TestOutputTopic<String, ControlDocument> control;
  private final TestOutputTopic<String, DeadLetter> deadLetters;
  private long timestamp = 1_700_000_000_000L;

  /** With the defaults. */
  public TopologyHarness() {
    this("");
  }

  /** With the operators' settings {@code operators}, in YAML flow style. */
  public TopologyHarness(String operators) {
    this(operators, OperatorCounts.NONE);
  }

  /** With what counts the operators. */
  public TopologyHarness(String operators, OperatorCounts counts) {
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            "kafka: {bootstrapServers: \"unused:1\"}\nstreams: {stateDir: "
                + stateDir()
                + "}\n"
                + (operators.isEmpty() ? "" : "operators: " + operators + "\n"));
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(config));
    driver =
        new TopologyTestDriver(
            new DatabaseIntelligenceTopology(
                    config.operators(), registry, counts, new StreamsConfig(properties))
                .get(),
            properties,
            Instant.EPOCH);
    raw =
        driver.createInputTopic(
            TopicCatalogue.RAW.name(), new StringSerializer(), new ByteArraySerializer());
    events = output(TopicCatalogue.EVENTS.name());
    metrics = output(TopicCatalogue.METRICS.name());
    control = output(TopicCatalogue.CONTROL.name());
    deadLetters = output(TopicCatalogue.DEAD_LETTERS.name());
  }

  private static Path stateDir() {
    try {
      return Files.createTempDirectory("dbintel-streams");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(String topic) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), new AvroDeserializer<>(registry));
  }

  /** A second passes on the agents' clock. */
  public TopologyHarness later(long millis) {
    timestamp += millis;
    return this;
  }

  /** Timestamp of the next record. */
  public long timestamp() {
    return timestamp;
  }

  /** Sends a record of {@link #INSTANCE}. */
  public void send(SpecificRecord record) {
    send(INSTANCE, record);
  }

  /** Sends a record of an instance. */
  public void send(String instance, SpecificRecord record) {
    sendBytes(instance, bytes(record));
  }

  /** Sends bytes as they are. */
  public void sendBytes(String key, byte[] value) {
    raw.pipeInput(key, value, timestamp);
  }

  /** The record in the wire format. */
  public byte[] bytes(SpecificRecord record) {
    return serializer.serialize(TopicCatalogue.RAW.name(), record);
  }

  /** Events since the last call. */
  public List<ResultEvent> events() {
    return events.readValuesToList();
  }

  /** Events of a name since the last call. */
  public List<ResultEvent> events(String name) {
    return events().stream().filter(event -> event.getEventName().equals(name)).toList();
  }

  /** Metrics since the last call. */
  public List<ResultMetrics> metrics() {
    return metrics.readValuesToList();
  }

  /** Control documents since the last call. */
  public List<ControlDocument> control() {
    return control.readValuesToList();
  }

  /** Dead letters since the last call. */
  public List<DeadLetter> deadLetters() {
    return deadLetters.readValuesToList();
  }

  /** Number of entries of a store. */
  public long entries(String store) {
    long count = 0;
    try (var all = driver.getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  /** Largest value of the store of instances, bytes. */
  public int instanceBytes() {
    byte[] value = (byte[]) driver.getKeyValueStore("instances").get(INSTANCE);
    return value == null ? 0 : value.length;
  }

  @Override
  public void close() {
    driver.close();
  }
}
