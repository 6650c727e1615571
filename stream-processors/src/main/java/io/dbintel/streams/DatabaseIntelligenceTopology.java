package io.dbintel.streams;

import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.serde.EncodedRecordSerializer;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operators.bounds.StoreBounds;
import io.dbintel.streams.operators.budget.CostControl;
import io.dbintel.streams.operators.budget.FastStatements;
import io.dbintel.streams.operators.budget.SpendLadder;
import io.dbintel.streams.operators.clock.InstanceClock;
import io.dbintel.streams.operators.commands.Commands;
import io.dbintel.streams.operators.control.ControlDocuments;
import io.dbintel.streams.operators.deltas.CounterDeltas;
import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.streams.operators.metrics.MetricDeltas;
import io.dbintel.streams.operators.metrics.MetricSequencer;
import io.dbintel.streams.operators.selection.RemainderSum;
import io.dbintel.streams.operators.selection.TopStatements;
import io.dbintel.streams.operators.sequencing.PollSequencer;
import io.dbintel.streams.operators.sessions.SessionLeader;
import io.dbintel.streams.operators.texts.StatementTexts;
import io.dbintel.streams.operators.usage.InstanceUsage;
import io.dbintel.streams.operators.usage.TenantUsageTotals;
import io.dbintel.streams.processors.CommandSigning;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.TenantProcessor;
import io.dbintel.streams.results.ResultProcessor;
import io.dbintel.streams.runtime.AllPartitions;
import io.dbintel.streams.runtime.Changelogs;
import io.dbintel.streams.runtime.RecordTimestamps;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.validation.RecordValidator;
import io.dbintel.streams.validation.UsageValidation;
import io.dbintel.streams.validation.ValidationProcessor;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.verification.VerificationProcessor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
 * store has one owner. What spans instances is a second one, keyed by tenant, that only sums.
 *
 * <pre>
 * dbintel.raw → validation → verification → instances → results → dbintel.metrics
 *                    │                                     ├────→ dbintel.events
 *                    └→ dbintel.dead-letters               ├────→ dbintel.control
 *                                                          └────→ dbintel.tenant-usage
 * dbintel.tenant-usage → usage-validation → tenants → tenant-results → dbintel.events
 *                               │              └→ command-signing → dbintel.raw, every partition
 *                               └→ dbintel.dead-letters
 * </pre>
 */
public final class DatabaseIntelligenceTopology implements Supplier<Topology> {
  /** Another codec than the producer's would have the broker compress every batch again. */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "compression.type",
          "producer",
          "max.message.bytes",
          Integer.toString(Changelogs.MAX_MESSAGE_BYTES),
          // changes bear the time of the record, and an agent's clock may be ahead
          "message.timestamp.after.max.ms",
          Long.toString(Long.MAX_VALUE));

  private final OperatorsConfig config;
  private final SchemaRegistry registry;
  private final OperatorCounts counts;
  private final StreamsConfig streams;
  private final RecordPolicy policy;
  private final Operators operators;
  private final Purpose purpose;

  /**
   * Prepares the topology of production; {@link #get} builds it.
   *
   * @param streams settings of Kafka Streams, which hold for the topology's stores and names too
   */
  public DatabaseIntelligenceTopology(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams) {
    this(config, registry, counts, streams, RecordPolicy.OPEN);
  }

  /** Prepares the topology of production, which believes the records that {@code policy} says. */
  public DatabaseIntelligenceTopology(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams,
      RecordPolicy policy) {
    this(config, registry, counts, streams, policy, operators(config), Purpose.PRODUCTION);
  }

  /** Prepares a topology with the operators, for the purpose. */
  public DatabaseIntelligenceTopology(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams,
      RecordPolicy policy,
      Operators operators,
      Purpose purpose) {
    this.config = config;
    this.registry = registry;
    this.counts = counts;
    this.streams = streams;
    this.policy = policy;
    this.operators = operators;
    this.purpose = purpose;
  }

  /** The operators, in their order. */
  public static Operators operators(OperatorsConfig config) {
    return new Operators(
        List.of(
            new Commands(),
            new InstanceClock(),
            new StoreBounds(config.bounds(), InstanceProcessor.STATEMENTS),
            new Ledger(),
            new SessionLeader(config.sessions()),
            new MetricSequencer(config.metrics()),
            new PollSequencer(),
            new RemainderSum(config.selection()),
            new ControlDocuments(config.control()),
            new CostControl(config.budget()),
            new InstanceUsage()),
        List.of(new StatementTexts(config.texts()), new MetricDeltas()),
        List.of(new CounterDeltas(), new TopStatements(), new FastStatements(config.budget())),
        StatementTexts::textOf,
        List.of(new TenantUsageTotals(), new SpendLadder(config.budget())));
  }

  @Override
  public Topology get() {
    Topology topology = new Topology(new TopologyConfig(streams));
    perInstance(topology);
    perTenant(topology);
    return topology;
  }

  private void perInstance(Topology topology) {
    // Raw records, as bytes: decoding is part of validation.
    topology.addSource(
        AutoOffsetReset.earliest(),
        "raw",
        new RecordTimestamps(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        TopicCatalogue.RAW.name());

    // Valid records go on; the others, and single bad rows, to the dead letters.
    topology.addProcessor(
        "validation",
        () ->
            new ValidationProcessor(
                new RecordValidator(registry, config.validation()),
                policy.skipped(),
                new SignatureVerifier(policy.signing()),
                counts,
                "verification",
                "dead-letters"),
        "raw");

    // Every text becomes clean text before any store or topic of ours sees it.
    TextVerifier verifier = TextVerifier.of(config.verification().toPii());
    topology.addProcessor(
        "verification",
        () -> new VerificationProcessor(new RecordVerifier(verifier, counts), counts),
        "validation");

    // All state of an instance: order, differences, selection, texts, series, ledger, usage.
    topology.addProcessor(
        "instances",
        () -> new InstanceProcessor(instanceOperators(), counts, config.bounds().maxInstances()),
        "verification");
    topology.addStateStore(inMemory(InstanceProcessor.INSTANCES), "instances");
    topology.addStateStore(onDisk(InstanceProcessor.STATEMENTS), "instances");
    for (KeyedOperator<?, ?> operator : operators.keyed()) {
      topology.addStateStore(onDisk(operator.state().store()), "instances");
    }

    // Insights get the names and units of results.
    ResultProcessor.Sinks sinks =
        new ResultProcessor.Sinks("metrics", "events", "control", "tenant-usage", "dead-letters");
    topology.addProcessor("results", () -> new ResultProcessor(sinks), "instances");

    sink(topology, "metrics", TopicCatalogue.METRICS.name(), "results");
    eventSink(topology, "events", "results");
    sink(topology, "control", TopicCatalogue.CONTROL.name(), "results");
    sink(topology, "tenant-usage", TopicCatalogue.TENANT_USAGE.name(), "results");
    sink(topology, "dead-letters", TopicCatalogue.DEAD_LETTERS.name(), "validation", "results");
  }

  private void perTenant(Topology topology) {
    // What instances added to their tenants' usage, in any order.
    topology.addSource(
        AutoOffsetReset.earliest(),
        "usage",
        new RecordTimestamps(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        TopicCatalogue.TENANT_USAGE.name());
    topology.addProcessor(
        "usage-validation",
        () ->
            new UsageValidation(
                registry, policy.skipped(), counts, "tenants", "usage-dead-letters"),
        "usage");

    // Sums of a tenant; answers go back as commands, unless the log has them already.
    boolean writes = purpose == Purpose.PRODUCTION;
    topology.addProcessor(
        "tenants",
        () ->
            new TenantProcessor(
                operators.tenant(),
                counts,
                config.bounds().maxTenants(),
                "tenant-results",
                writes ? "command-signing" : null),
        "usage-validation");
    topology.addStateStore(inMemory(TenantProcessor.TENANTS), "tenants");

    ResultProcessor.Sinks sinks =
        new ResultProcessor.Sinks(null, "tenant-events", null, null, null);
    topology.addProcessor("tenant-results", () -> new ResultProcessor(sinks), "tenants");

    eventSink(topology, "tenant-events", "tenant-results");
    sink(topology, "usage-dead-letters", TopicCatalogue.DEAD_LETTERS.name(), "usage-validation");
    if (writes) {
      topology.addProcessor(
          "command-signing",
          () -> new CommandSigning(registry, new RecordSigner(policy.signing())),
          "tenants");
      topology.addSink(
          "commands",
          TopicCatalogue.RAW.name(),
          new StringSerializer(),
          new ByteArraySerializer(),
          new AllPartitions<>(),
          "command-signing");
    }
  }

  private InstanceProcessor.Operators instanceOperators() {
    return new InstanceProcessor.Operators(
        operators.instance(), operators.keyed(), operators.statement(), operators.texts());
  }

  private void sink(Topology topology, String name, String topic, String... parents) {
    topology.addSink(
        name, topic, new StringSerializer(), new AvroSerializer<SpecificRecord>(registry), parents);
  }

  private void eventSink(Topology topology, String name, String parent) {
    topology.addSink(
        name,
        TopicCatalogue.EVENTS.name(),
        new StringSerializer(),
        new EncodedRecordSerializer(registry),
        parent);
  }

  /** Small values, one or two for each key. */
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
