package io.dbintel.benchmarks.day;

import io.dbintel.embedded.Directories;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.RowPage;
import io.dbintel.streams.processors.TenantProcessor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The product's topology, with its shipped configuration, under a steady load of which the names
 * change, hour by hour of record time.
 */
final class DayRun implements AutoCloseable {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Agents publish texts in use again so often. */
  private static final int TEXTS_EVERY_HOURS = 6;

  private static final int FULL_EVERY = 3;
  private static final List<String> STORES =
      List.of(
          InstanceProcessor.INSTANCES,
          InstanceProcessor.STATEMENTS,
          "texts",
          "series",
          TenantProcessor.TENANTS);
  private static final long START = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final List<ChurningServer> servers = new ArrayList<>();
  private final int pollsPerHour;
  private final Path directory = Files.createTempDirectory("dbintel-day");
  private final OwnMetrics metrics = new OwnMetrics();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> raw;
  private long records;

  /**
   * @param instances servers, each with an agent
   * @param pollsPerHour statement polls, session samples and metric polls of each
   */
  DayRun(int instances, ChurningServer.Churn churn, int pollsPerHour, long seed)
      throws IOException {
    this.pollsPerHour = pollsPerHour;
    for (int number = 0; number < instances; number++) {
      servers.add(new ChurningServer(number, churn, seed));
    }
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            "kafka: {bootstrapServers: \"unused:1\"}\nstreams: {stateDir: \"" + directory + "\"}");
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(config));
    driver =
        new TopologyTestDriver(
            new DatabaseIntelligenceTopology(
                    config.operators(), registry, metrics, new StreamsConfig(properties))
                .get(),
            properties,
            Instant.ofEpochMilli(START));
    raw =
        driver.createInputTopic(
            TopicCatalogue.RAW.name(), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Simulates hours.
   *
   * @param each takes the sample at the end of each hour
   */
  void run(int hours, Consumer<Sample> each) {
    for (int hour = 0; hour < hours; hour++) {
      for (ChurningServer server : servers) {
        if (hour > 0) {
          server.nextHour();
        }
        long micros = (START + hour * HOUR.toMillis()) * 1_000;
        boolean all = hour % TEXTS_EVERY_HOURS == 0;
        server.texts(micros, all, record -> send(server, micros, record));
      }
      for (int poll = 1; poll <= pollsPerHour; poll++) {
        long micros =
            (START + hour * HOUR.toMillis() + HOUR.toMillis() * poll / (pollsPerHour + 1)) * 1_000;
        boolean full = poll % FULL_EVERY == 1;
        for (ChurningServer server : servers) {
          server.tick(micros, record -> send(server, micros, record));
          server.metrics(micros, record -> send(server, micros, record));
          server.poll(micros, full, record -> send(server, micros, record));
        }
      }
      each.accept(sample(hour + 1));
    }
  }

  private void send(ChurningServer server, long micros, SpecificRecord record) {
    raw.pipeInput(
        server.instance(), serializer.serialize(TopicCatalogue.RAW.name(), record), micros / 1_000);
    records++;
  }

  /** Raw records so far. */
  long records() {
    return records;
  }

  /** The driver keeps what was written to any topic, changelogs too, until somebody reads it. */
  private void readEverythingWritten() {
    for (String topic : driver.producedTopicNames()) {
      driver
          .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList();
    }
  }

  private Sample sample(int hour) {
    readEverythingWritten();
    SortedMap<String, Long> figures = new TreeMap<>();
    for (String store : STORES) {
      long entries = 0;
      long bytes = 0;
      long rows = 0;
      try (KeyValueIterator<Object, byte[]> all =
          driver.<Object, byte[]>getKeyValueStore(store).all()) {
        while (all.hasNext()) {
          KeyValue<Object, byte[]> entry = all.next();
          entries++;
          if (entry.key instanceof Bytes key && store.equals(InstanceProcessor.STATEMENTS)) {
            rows += RowPage.rows(key.get(), entry.value);
          }
          bytes += length(entry.key) + entry.value.length;
        }
      }
      figures.put(store + " entries", entries);
      if (store.equals(InstanceProcessor.STATEMENTS)) {
        figures.put("statement rows", rows);
      }
      figures.put(store + " bytes", bytes);
    }
    figures.put("own metrics", (long) metrics.size());
    System.gc();
    figures.put(Growth.HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    return new Sample(hour, figures);
  }

  private static int length(Object key) {
    return key instanceof Bytes bytes
        ? bytes.get().length
        : ((String) key).getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void close() throws IOException {
    driver.close();
    Directories.deleteRecursively(directory);
  }
}
