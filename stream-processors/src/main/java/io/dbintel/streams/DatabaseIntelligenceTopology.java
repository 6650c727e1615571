package io.dbintel.streams;

import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.operators.commands.Commands;
import io.dbintel.streams.operators.deltas.CounterDeltas;
import io.dbintel.streams.operators.sequencing.PollSequencer;
import io.dbintel.streams.operators.clock.InstanceClock;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.streams.metrics.MetricCatalogue;
import io.dbintel.streams.operators.metrics.MetricDeltas;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.results.ResultNames;
import io.dbintel.streams.results.ResultProcessor;
import io.dbintel.streams.runtime.RecordTimestamps;
import io.dbintel.streams.operators.selection.RemainderSum;
import io.dbintel.streams.operators.selection.TopStatements;
import io.dbintel.streams.operators.sessions.SessionLeader;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.texts.TextFlow;
import io.dbintel.streams.texts.TextProcessor;
import io.dbintel.streams.validation.RecordValidator;
import io.dbintel.streams.validation.ValidationProcessor;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.verification.VerificationProcessor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The whole data flow, top to bottom in the order the data takes. Everything about an instance has
 * one key and one partition, so this is one sub-topology without a repartition topic, and every
 * store has one owner.
 *
 * <pre>
 * dbintel.raw → validation → verification → instances → texts → results → dbintel.metrics
 *                    │                                              ├────→ dbintel.events
 *                    └→ dbintel.dead-letters                        └────→ dbintel.control
 * </pre>
 */
public final class DatabaseIntelligenceTopology implements Supplier<Topology> {
  private static final Map<String, String> CHANGELOG = Map.of("compression.type", "zstd");

  private final OperatorsConfig config;
  private final SchemaRegistry registry;
  private final OperatorCounts counts;
  private final StreamsConfig streams;
  private final MetricCatalogue metrics = MetricCatalogue.load();

  /**
   * Prepares the topology; {@link #get} builds it.
   *
   * @param streams settings of Kafka Streams, which hold for the topology's stores and names too
   */
  public DatabaseIntelligenceTopology(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams) {
    this.config = config;
    this.registry = registry;
    this.counts = counts;
    this.streams = streams;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology(new TopologyConfig(streams));

    // Raw records, as bytes: decoding is part of validation.
    topology.addSource(
        AutoOffsetReset.earliest(),
        "raw",
        new RecordTimestamps(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        TopicCatalogue.RAW.name());

    // Valid records go on; the others, and single bad rows, to the dead letters.
    RecordValidator validator = new RecordValidator(registry, config.validation());
    topology.addProcessor(
        "validation",
        () -> new ValidationProcessor(validator, counts, "verification", "dead-letters"),
        "raw");

    // Every text becomes clean text before any store or topic of ours sees it.
    RecordVerifier verifier = new RecordVerifier(TextVerifier.of(config.verification().toPii()));
    topology.addProcessor(
        "verification", () -> new VerificationProcessor(verifier, counts), "validation");

    // What is remembered of instances and statement rows: order, deltas, selection, ledger.
    topology.addProcessor(
        "instances",
        () -> new InstanceProcessor(instanceOperators(), statementOperators(), counts),
        "verification");
    topology.addStateStore(inMemory(InstanceProcessor.INSTANCES), "instances");
    topology.addStateStore(onDisk(InstanceProcessor.STATEMENTS), "instances");

    // Statements that leave under their own name get their text.
    topology.addProcessor("texts", () -> new TextProcessor(config.texts(), counts), "instances");
    topology.addStateStore(onDisk(TextProcessor.TEXTS), "texts");

    // Findings get the names and units of results.
    ResultNames names = ResultNames.load();
    ResultProcessor.Sinks sinks = new ResultProcessor.Sinks("metrics", "events", "control");
    topology.addProcessor("results", () -> new ResultProcessor(names, metrics, sinks), "texts");

    sink(topology, "metrics", TopicCatalogue.METRICS.name(), "results");
    sink(topology, "events", TopicCatalogue.EVENTS.name(), "results");
    sink(topology, "control", TopicCatalogue.CONTROL.name(), "results");
    sink(topology, "dead-letters", TopicCatalogue.DEAD_LETTERS.name(), "validation");
    return topology;
  }

  /** Decisions about an instance, in their order: before its statement rows, and again after. */
  private List<InstanceOperator<?>> instanceOperators() {
    return List.of(
        new Commands(),
        new InstanceClock(),
        new Ledger(),
        new SessionLeader(config.sessions()),
        new MetricDeltas(metrics),
        new TextFlow(),
        new PollSequencer(),
        new RemainderSum(config.selection()));
  }

  /** Decisions about a statement row, in their order. */
  private List<StatementOperator<?>> statementOperators() {
    return List.of(new CounterDeltas(), new TopStatements());
  }

  private void sink(Topology topology, String name, String topic, String parent) {
    topology.addSink(
        name, topic, new StringSerializer(), new AvroSerializer<SpecificRecord>(registry), parent);
  }

  /** Small values, one or two an instance. */
  private static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> onDisk(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }
}
