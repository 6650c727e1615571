package io.dbintel.streams.replay;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.RecordPolicy;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology of a replay reads and writes, beside that of live processing. */
class ReplayedTopologyTest {
  private static final String SHOP = "acme/shop";

  @TempDir Path directory;
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void warmUpMakesStateAndNoResults() {
    start(new ReplayScope("the-id", 1_000, 5_000, "", "trial."));
    send(SHOP, 100, full(1, 100, row(1, 10)));
    send(SHOP, 500, partial(2, 110, row(1, 15)));
    send(SHOP, 1_000, partial(3, 120, row(1, 18)));
    send(SHOP, 5_000, partial(4, 130, row(1, 30)));

    List<TestRecord<String, byte[]>> events = read("trial.events");
    assertThat(events).hasSize(1);
    assertThat(event(events.get(0)).getAttributes()).containsEntry("postgresql.calls", 3L);
    assertThat(event(events.get(0)).getResource().getAttributes()).isEmpty();
    assertThat(id(events.get(0))).isEqualTo("the-id");
    assertThat(events.get(0).timestamp()).isEqualTo(1_000);
  }

  @Test
  void whatHasNoBaseInsideTheWindowIsTold() {
    start(new ReplayScope("the-id", 0, 5_000, "", "trial."));
    send(SHOP, 100, full(1, 100, row(1, 10), row(2, 10)));

    assertThat(read("trial.events"))
        .extracting(ReplayedTopologyTest::event)
        .extracting(ResultEvent::getEventName, event -> event.getAttributes().get(COLD_ROWS))
        .containsExactly(tuple("dbintel.replay.cold", 2L));
  }

  @Test
  void controlDocumentsUsageAndCommandsAreNotWritten() {
    Topology topology = start(new ReplayScope("the-id", 0, 1L << 50, "", "trial."));
    send(SHOP, 100, RawRecords.command("one", CommandKind.FULL_POLL));
    send(SHOP, 100, full(1, 100, row(1, 10)));
    send(SHOP, 900_000, partial(2, 110, row(1, 15)));

    assertThat(topology.describe().toString())
        .contains("trial.events", "trial.metrics", "trial.dead-letters")
        .doesNotContain("dbintel.control", "dbintel.tenant-usage", "dbintel.events", "tenants");
    assertThat(driver.producedTopicNames())
        .allMatch(topic -> topic.startsWith("trial.") || topic.endsWith("-changelog"));
  }

  @Test
  void oneInstanceIsReplayedWithTheCommandsOfItsTenant() {
    start(new ReplayScope("the-id", 0, 5_000, SHOP, "trial."));
    send("acme/orders", 100, full(1, 100, row(1, 10)));
    send(SHOP, 100, full(1, 100, row(1, 10)));
    send("acme", 100, RawRecords.command("one", CommandKind.FORGET));
    send(SHOP, 200, partial(2, 110, row(1, 15)));

    // the second one because of the command: what it forgot has no base
    assertThat(read("trial.events"))
        .extracting(TestRecord::key, record -> event(record).getEventName())
        .containsExactly(tuple(SHOP, "dbintel.replay.cold"), tuple(SHOP, "dbintel.replay.cold"));
  }

  @Test
  void everythingAmongLiveResultsIsMarked() {
    start(new ReplayScope("the-id", 0, 5_000, "", ""));
    send(SHOP, 100, full(1, 100, row(1, 10)));
    send(SHOP, 200, partial(2, 110, row(1, 15)));
    driver
        .createInputTopic("dbintel.raw", new StringSerializer(), new ByteArraySerializer())
        .pipeInput(SHOP, new byte[] {7}, 300);

    List<TestRecord<String, byte[]>> events = read("dbintel.events");
    assertThat(events)
        .isNotEmpty()
        .allSatisfy(
            record -> {
              assertThat(id(record)).isEqualTo("the-id");
              assertThat(event(record).getResource().getAttributes())
                  .containsEntry("dbintel.replay.id", "the-id");
            });
    assertThat(read("dbintel.dead-letters"))
        .hasSize(1)
        .allSatisfy(record -> assertThat(id(record)).isEqualTo("the-id"));
  }

  private static final String COLD_ROWS = "dbintel.replay.cold.rows";

  private Topology start(ReplayScope scope) {
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            "kafka: {bootstrapServers: \"unused:1\"}\nstreams: {stateDir: " + directory + "}");
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(config));
    Topology topology =
        DatabaseIntelligenceTopology.replay(
                config.operators(),
                new BundledSchemaRegistry(),
                OperatorCounts.NONE,
                new StreamsConfig(properties),
                RecordPolicy.OPEN,
                scope)
            .get();
    driver = new TopologyTestDriver(topology, properties, Instant.EPOCH);
    return topology;
  }

  private void send(String key, long timestamp, SpecificRecord record) {
    driver
        .createInputTopic(
            TopicCatalogue.RAW.name(),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()))
        .pipeInput(key, record, timestamp);
  }

  private List<TestRecord<String, byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static ResultEvent event(TestRecord<String, byte[]> record) {
    return new AvroDeserializer<ResultEvent>(new BundledSchemaRegistry())
        .deserialize("dbintel.events", record.value());
  }

  private static String id(TestRecord<String, byte[]> record) {
    return new String(
        record.headers().lastHeader(ReplayScope.HEADER).value(), StandardCharsets.UTF_8);
  }
}
