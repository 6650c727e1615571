package io.dbintel.streams.model;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.Operators;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.Purpose;
import io.dbintel.streams.RecordPolicy;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.RowPage;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with a log that a test writes by hand. */
public final class TopologyHarness implements AutoCloseable {
  /** The instance that records are of, unless said otherwise. */
  public static final String INSTANCE = "acme/orders";

  private static final Set<String> KEYED_BY_TEXT = Set.of("instances", "tenants", "exports");

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final TopologyTestDriver driver;
  private final String application;
  private final TestInputTopic<String, byte[]> raw;
  private final Map<String, TestOutputTopic<String, byte[]>> outputs = new LinkedHashMap<>();
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
    this(operators, counts, product -> product, Purpose.PRODUCTION);
  }

  /** With operators of the test's own. */
  public TopologyHarness(UnaryOperator<Operators> operators) {
    this("", OperatorCounts.NONE, operators, Purpose.PRODUCTION);
  }

  /** With everything that can be chosen. */
  public TopologyHarness(
      String settings, OperatorCounts counts, UnaryOperator<Operators> operators, Purpose purpose) {
    this(settings, counts, operators, purpose, RecordPolicy.OPEN);
  }

  /** With a policy of which records are believed. */
  public TopologyHarness(
      String settings,
      OperatorCounts counts,
      UnaryOperator<Operators> operators,
      Purpose purpose,
      RecordPolicy policy) {
    ProcessorsConfig config = config(settings);
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(config));
    application = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    driver =
        new TopologyTestDriver(
            new DatabaseIntelligenceTopology(
                    config.operators(),
                    registry,
                    counts,
                    new StreamsConfig(properties),
                    policy,
                    operators.apply(DatabaseIntelligenceTopology.operators(config.operators())),
                    purpose)
                .get(),
            properties,
            Instant.EPOCH);
    raw =
        driver.createInputTopic(
            TopicCatalogue.RAW.name(), new StringSerializer(), new ByteArraySerializer());
  }

  /** The configuration with the operators' settings {@code operators}, in YAML flow style. */
  static ProcessorsConfig config(String operators) {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        "kafka: {bootstrapServers: \"unused:1\"}\nstreams: {stateDir: "
            + stateDir()
            + "}\n"
            + (operators.isEmpty() ? "" : "operators: " + operators + "\n"));
  }

  private static Path stateDir() {
    try {
      return Files.createTempDirectory("dbintel-streams");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Time passes on the agents' clock. */
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

  /** Sends a record of an instance, or of a tenant. */
  public void send(String key, SpecificRecord record) {
    sendBytes(key, bytes(record));
  }

  /** Sends a record with a timestamp of its own. */
  public void send(String key, long at, SpecificRecord record) {
    raw.pipeInput(key, bytes(record), at);
  }

  /** Sends bytes as they are, with headers and a timestamp. */
  public void sendBytes(String key, byte[] value, Headers headers, long at) {
    raw.pipeInput(new TestRecord<>(key, value, headers, at));
  }

  /** Sends bytes as they are into the topic of usage. */
  public void sendUsageBytes(String key, byte[] value) {
    driver
        .createInputTopic(
            TopicCatalogue.TENANT_USAGE.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, timestamp);
  }

  /** Sends what became of a tenant's results. */
  public void sendOutcome(String tenant, ExportOutcome outcome) {
    sendOutcomeBytes(tenant, serializer.serialize(TopicCatalogue.EXPORT_OUTCOMES.name(), outcome));
  }

  /** Sends bytes as they are into the topic of export outcomes. */
  public void sendOutcomeBytes(String key, byte[] value) {
    driver
        .createInputTopic(
            TopicCatalogue.EXPORT_OUTCOMES.name(),
            new StringSerializer(),
            new ByteArraySerializer())
        .pipeInput(key, value, timestamp);
  }

  /** Sends bytes as they are. */
  public void sendBytes(String key, byte[] value) {
    raw.pipeInput(key, value, timestamp);
  }

  /** The record in the wire format. */
  public byte[] bytes(SpecificRecord record) {
    return serializer.serialize(TopicCatalogue.RAW.name(), record);
  }

  /** Values written to a topic since the last call, as bytes. */
  public List<byte[]> bytesOf(String topic) {
    return output(topic).readValuesToList();
  }

  /** Keys of the records written to a topic since the last call. */
  public List<String> keysOf(String topic) {
    return output(topic).readKeyValuesToList().stream().map(entry -> entry.key).toList();
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return outputs.computeIfAbsent(
        topic,
        name ->
            driver.createOutputTopic(name, new StringDeserializer(), new ByteArrayDeserializer()));
  }

  private <T extends SpecificRecord> List<T> read(String topic) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(registry);
    return bytesOf(topic).stream().map(value -> deserializer.deserialize(topic, value)).toList();
  }

  /** Events since the last call. */
  public List<ResultEvent> events() {
    return read(TopicCatalogue.EVENTS.name());
  }

  /** Events of a name since the last call; all other events are dropped. */
  public List<ResultEvent> events(String name) {
    return events().stream().filter(event -> event.getEventName().equals(name)).toList();
  }

  /** Metrics since the last call. */
  public List<ResultMetrics> metrics() {
    return read(TopicCatalogue.METRICS.name());
  }

  /** Control documents since the last call. */
  public List<ControlDocument> control() {
    return read(TopicCatalogue.CONTROL.name());
  }

  /** Dead letters since the last call. */
  public List<DeadLetter> deadLetters() {
    return read(TopicCatalogue.DEAD_LETTERS.name());
  }

  /** What instances reported for their tenants since the last call. */
  public List<TenantUsage> tenantUsage() {
    return read(TopicCatalogue.TENANT_USAGE.name());
  }

  /** Records that the topology itself wrote to the raw topic since the last call. */
  public List<RawEntry> written() {
    return output(TopicCatalogue.RAW.name()).readRecordsToList().stream()
        .map(
            record ->
                new RawEntry(record.key(), record.timestamp(), record.value(), record.headers()))
        .toList();
  }

  /** A record of the raw topic. */
  @SuppressWarnings("ArrayRecordComponent")
  public record RawEntry(String key, long timestamp, byte[] value, Headers headers) {

    /** A record without headers. */
    public RawEntry(String key, long timestamp, byte[] value) {
      this(key, timestamp, value, new RecordHeaders());
    }
  }

  /** Sends a record of the raw topic as it is. */
  public void send(RawEntry entry) {
    sendBytes(entry.key(), entry.value(), entry.headers(), entry.timestamp());
  }

  /** Number of statement rows that are remembered. */
  public long statementRows() {
    long rows = 0;
    try (var pages = driver.<Bytes, byte[]>getKeyValueStore(InstanceProcessor.STATEMENTS).all()) {
      while (pages.hasNext()) {
        var page = pages.next();
        rows += RowPage.rows(page.key.get(), page.value);
      }
    }
    return rows;
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

  /** Names of all stores. */
  public Set<String> stores() {
    return driver.getAllStateStores().keySet();
  }

  /** Size of the instance's value, bytes. */
  public int instanceBytes() {
    byte[] value = (byte[]) driver.getKeyValueStore("instances").get(INSTANCE);
    return value == null ? 0 : value.length;
  }

  /**
   * What was written to the changelog topics, by store, with null for what was deleted: what
   * another machine would restore. To be called once, at the end.
   */
  public Map<String, Map<Bytes, byte[]>> changelogs() {
    Map<String, Map<Bytes, byte[]>> all = new TreeMap<>();
    for (String store : stores()) {
      Map<Bytes, byte[]> content = new LinkedHashMap<>();
      String topic = application + "-" + store + "-changelog";
      TestOutputTopic<byte[], byte[]> changelog =
          driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      changelog
          .readKeyValuesToList()
          .forEach(entry -> content.put(Bytes.wrap(entry.key), entry.value));
      all.put(store, content);
    }
    return all;
  }

  /** Fills the stores with what {@link #changelogs} of others gave, in their order. */
  public TopologyHarness restore(Map<String, Map<Bytes, byte[]>> changelogs) {
    changelogs.forEach(
        (name, content) -> {
          KeyValueStore<Object, byte[]> store = driver.getKeyValueStore(name);
          content.forEach((key, value) -> store.put(storeKey(name, key), value));
        });
    return this;
  }

  private static Object storeKey(String store, Bytes key) {
    return KEYED_BY_TEXT.contains(store) ? new String(key.get(), StandardCharsets.UTF_8) : key;
  }

  /** Keys of a store that holds texts as keys, in order. */
  public List<String> textKeys(String store) {
    List<String> keys = new ArrayList<>();
    try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  @Override
  public void close() {
    driver.close();
  }
}
