package io.dbintel.systemtests.mysql;

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

/** The product's topology, with every statement under its own name. */
final class ProcessedLog implements AutoCloseable {

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final AvroDeserializer<ResultEvent> deserializer = new AvroDeserializer<>(registry);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> raw;
  private final TestOutputTopic<String, byte[]> events;

  ProcessedLog(Path stateDirectory) {
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            """
            kafka: {bootstrapServers: "unused:1"}
            streams: {stateDir: "%s"}
            operators: {selection: {top: 1000, hardCap: 1000, share: 1.0}}
            """
                .formatted(stateDirectory));
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
    events =
        driver.createOutputTopic(
            TopicCatalogue.EVENTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  void send(String instance, SpecificRecord record, long micros) {
    raw.pipeInput(
        instance, serializer.serialize(TopicCatalogue.RAW.name(), record), micros / 1_000);
  }

  /** Results of the name since the last call; all others are dropped. */
  List<ResultEvent> events(String name) {
    return events.readValuesToList().stream()
        .map(value -> deserializer.deserialize(TopicCatalogue.EVENTS.name(), value))
        .filter(event -> event.getEventName().equals(name))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
