package io.dbintel.streams;

import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operators.bounds.StoreBounds;
import io.dbintel.streams.operators.budget.CostControl;
import io.dbintel.streams.operators.budget.FastStatements;
import io.dbintel.streams.operators.budget.SpendLadder;
import io.dbintel.streams.operators.circuit.CircuitBreaker;
import io.dbintel.streams.operators.clock.InstanceClock;
import io.dbintel.streams.operators.cold.ColdState;
import io.dbintel.streams.operators.commands.Commands;
import io.dbintel.streams.operators.control.ControlDocuments;
import io.dbintel.streams.operators.deltas.CounterDeltas;
import io.dbintel.streams.operators.exporterrors.ExportErrors;
import io.dbintel.streams.operators.exporterrors.ExportFeedback;
import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.streams.operators.metrics.MetricDeltas;
import io.dbintel.streams.operators.metrics.MetricSequencer;
import io.dbintel.streams.operators.plans.QueryPlans;
import io.dbintel.streams.operators.quality.Cardinality;
import io.dbintel.streams.operators.quality.Quality;
import io.dbintel.streams.operators.sampler.AdaptiveSampler;
import io.dbintel.streams.operators.sampler.SamplerOverride;
import io.dbintel.streams.operators.sampler.SamplingRates;
import io.dbintel.streams.operators.sampler.SessionSampler;
import io.dbintel.streams.operators.selection.RemainderSum;
import io.dbintel.streams.operators.sequencing.PollSequencer;
import io.dbintel.streams.operators.sessions.SessionLeader;
import io.dbintel.streams.operators.texts.StatementTexts;
import io.dbintel.streams.operators.usage.InstanceUsage;
import io.dbintel.streams.operators.usage.TenantUsageTotals;
import io.dbintel.streams.processors.CommandSigning;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.IntegrationErrorProcessor;
import io.dbintel.streams.processors.TenantProcessor;
import io.dbintel.streams.processors.TurnViewer;
import io.dbintel.streams.replay.ReplayScope;
import io.dbintel.streams.replay.SelectedRecords;
import io.dbintel.streams.results.ResultProcessor;
import io.dbintel.streams.runtime.AllPartitions;
import io.dbintel.streams.runtime.RecordTimestamps;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.validation.RecordValidator;
import io.dbintel.streams.validation.TenantRecordValidation;
import io.dbintel.streams.validation.ValidationProcessor;
import io.dbintel.streams.verification.OutcomeVerification;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.verification.VerificationProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The whole data flow, top to bottom in the order the data takes. Everything about an instance has
 * one key and one partition, so this is one sub-topology without a repartition topic, and every
 * store has one owner. What spans instances is a second one, keyed by tenant, that only sums. What
 * became of a tenant's results is a third one.
 *
 * <pre>
 * dbintel.raw → validation → verification → instances → results → dbintel.metrics
 *                    │            │                        ├────→ dbintel.events
 *                    │            │                        ├────→ dbintel.control
 *                    │            │                        └────→ dbintel.tenant-usage
 *                    │            └→ integration-errors → dbintel.export-outcomes
 *                    └→ dbintel.dead-letters
 * dbintel.tenant-usage → usage-validation → tenants → tenant-results → dbintel.events
 *                               │              └→ command-signing → dbintel.raw, every partition
 *                               └→ dbintel.dead-letters
 * dbintel.export-outcomes → outcome-validation → outcome-verification → exports → export-results
 *                               │                                          │    → dbintel.events
 *                               │                                          └→ feedback-signing
 *                               └→ dbintel.dead-letters       → dbintel.raw, every partition
 * </pre>
 */
public final class DatabaseIntelligenceTopology implements Supplier<Topology> {
  private final OperatorsConfig config;
  private final SchemaRegistry registry;
  private final OperatorCounts counts;
  private final StreamsConfig streams;
  private final RecordPolicy policy;
  private final Operators operators;
  private final Purpose purpose;
  private final Optional<ReplayScope> scope;
  private final TurnViewer viewer;
  private final ResultSinks topics;

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
    this(
        config,
        registry,
        counts,
        streams,
        policy,
        operators,
        purpose,
        Optional.empty(),
        TurnViewer.NONE);
  }

  private DatabaseIntelligenceTopology(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams,
      RecordPolicy policy,
      Operators operators,
      Purpose purpose,
      Optional<ReplayScope> scope,
      TurnViewer viewer) {
    this.config = config;
    this.registry = registry;
    this.counts = counts;
    this.streams = streams;
    this.policy = policy;
    this.operators = operators;
    this.purpose = purpose;
    this.scope = scope;
    this.viewer = viewer;
    this.topics = new ResultSinks(registry, scope);
  }

  /**
   * Prepares the topology of a replay: the flow of instances alone, of the records that {@code
   * scope} selects, with results where it says. Control documents, usage and commands are not
   * written. One more operator tells what the replay reads without a base.
   */
  public static DatabaseIntelligenceTopology replay(
      OperatorsConfig config,
      SchemaRegistry registry,
      OperatorCounts counts,
      StreamsConfig streams,
      RecordPolicy policy,
      ReplayScope scope) {
    Operators product = operators(config);
    List<InstanceOperator<?>> instance = new ArrayList<>(product.instance());
    instance.add(new ColdState());
    Operators operators =
        new Operators(
            instance,
            product.keyed(),
            product.statement(),
            product.texts(),
            product.tenant(),
            product.export());
    return new DatabaseIntelligenceTopology(
        config,
        registry,
        counts,
        streams,
        policy,
        operators,
        Purpose.REPLAY,
        Optional.of(scope),
        TurnViewer.NONE);
  }

  /** The same topology, which shows its instances' turns to {@code other}. */
  public DatabaseIntelligenceTopology shownTo(TurnViewer other) {
    return new DatabaseIntelligenceTopology(
        config, registry, counts, streams, policy, operators, purpose, scope, other);
  }

  /** The operators, in their order. */
  public static Operators operators(OperatorsConfig config) {
    List<InstanceOperator<?>> instance =
        new ArrayList<>(
            List.of(
                new Commands(),
                new InstanceClock(),
                new StoreBounds(config.bounds(), InstanceProcessor.STATEMENTS),
                new Ledger(),
                new Quality(config.quality()),
                new Cardinality(),
                new SessionLeader(config.sessions()),
                new QueryPlans(),
                new MetricSequencer(config.metrics()),
                new PollSequencer(),
                new RemainderSum(
                    config.selection(),
                    config.sampler().targetPerMinute(),
                    config.sampler().shadow()),
                new SamplerOverride(),
                new SamplingRates(config.sampler()),
                new SessionSampler(config.sampler()),
                new CircuitBreaker(config.circuit())));
    List<KeyedOperator<?, ?>> keyed =
        List.of(new StatementTexts(config.texts()), new MetricDeltas());
    List<StatementOperator<?>> statement =
        List.of(
            new CounterDeltas(),
            new AdaptiveSampler(config.sampler()),
            new FastStatements(config.budget()));
    Set<String> asking = new TreeSet<>();
    instance.forEach(operator -> asking.add(operator.name()));
    keyed.forEach(operator -> asking.add(operator.name()));
    statement.forEach(operator -> asking.add(operator.name()));
    instance.add(new ControlDocuments(config.control(), asking));
    instance.add(new ExportFeedback(config.exportErrors()));
    instance.add(new CostControl(config.budget()));
    instance.add(new InstanceUsage());
    return new Operators(
        instance,
        keyed,
        statement,
        StatementTexts::textOf,
        List.of(new TenantUsageTotals(), new SpendLadder(config.budget())),
        List.of(new ExportErrors(config.exportErrors())));
  }

  @Override
  public Topology get() {
    Topology topology = new Topology(new TopologyConfig(streams));
    perInstance(topology);
    if (scope.isEmpty()) {
      perTenant(topology);
      ofExports(topology);
    }
    return topology;
  }

  private void perInstance(Topology topology) {
    // Raw records, as bytes: decoding is part of validation.
    source(topology, "raw", TopicCatalogue.RAW);

    // A replay takes the records of one instance, or all.
    scope.ifPresent(
        one -> topology.addProcessor("selected", () -> new SelectedRecords(one), "raw"));

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
        scope.isEmpty() ? "raw" : "selected");

    // Every text becomes clean text before any store or topic of ours sees it.
    boolean live = scope.isEmpty();
    TextVerifier verifier = TextVerifier.of(config.verification().toPii());
    topology.addProcessor(
        "verification",
        () ->
            new VerificationProcessor(
                new RecordVerifier(verifier, counts),
                counts,
                "instances",
                live ? "integration-errors" : null),
        "validation");

    // All state of an instance: order, differences, selection, texts, series, ledger, usage.
    topology.addProcessor(
        "instances",
        () ->
            new InstanceProcessor(
                instanceOperators(), counts, config.bounds().maxInstances(), viewer),
        "verification");
    topology.addStateStore(StateStores.inMemory(InstanceProcessor.INSTANCES), "instances");
    topology.addStateStore(StateStores.onDisk(InstanceProcessor.STATEMENTS), "instances");
    for (KeyedOperator<?, ?> operator : operators.keyed()) {
      topology.addStateStore(StateStores.onDisk(operator.state().store()), "instances");
    }

    // Insights get the names and units of results. A replay asks nothing and adds up nothing.
    ResultProcessor.Sinks sinks =
        new ResultProcessor.Sinks(
            "metrics",
            "events",
            live ? "control" : null,
            live ? "tenant-usage" : null,
            "dead-letters");
    topology.addProcessor("results", () -> new ResultProcessor(sinks), "instances");

    topics.records(topology, "metrics", TopicCatalogue.METRICS, "results");
    topics.events(topology, "events", "results");
    if (live) {
      topics.records(topology, "control", TopicCatalogue.CONTROL, "results");
      topics.records(topology, "tenant-usage", TopicCatalogue.TENANT_USAGE, "results");

      // What New Relic reported later is counted with what it answered.
      topology.addProcessor(
          "integration-errors", () -> new IntegrationErrorProcessor(counts), "verification");
      topics.records(
          topology, "reported-outcomes", TopicCatalogue.EXPORT_OUTCOMES, "integration-errors");
    }
    topics.records(topology, "dead-letters", TopicCatalogue.DEAD_LETTERS, "validation", "results");
  }

  /** Bytes of a topic, from its earliest record; a replay begins where its plan says. */
  private void source(Topology topology, String name, TopicDefinition topic) {
    topology.addSource(
        scope.isEmpty() ? AutoOffsetReset.earliest() : AutoOffsetReset.none(),
        name,
        new RecordTimestamps(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }

  private void perTenant(Topology topology) {
    // What instances added to their tenants' usage, in any order.
    source(topology, "usage", TopicCatalogue.TENANT_USAGE);
    topology.addProcessor(
        "usage-validation",
        () ->
            TenantRecordValidation.ofUsage(
                new TenantRecordValidation.Wiring(
                    registry, policy.skipped(), counts, "tenants", "usage-dead-letters")),
        "usage");

    // Sums of a tenant.
    tenants(
        topology,
        operators.tenant(),
        new TenantNodes(
            TenantProcessor.TENANTS,
            "usage-validation",
            "tenant-results",
            "tenant-events",
            "command-signing",
            "commands"));
    topics.records(topology, "usage-dead-letters", TopicCatalogue.DEAD_LETTERS, "usage-validation");
  }

  private void ofExports(Topology topology) {
    // What became of results at their destinations, and what those reported later.
    source(topology, "outcomes", TopicCatalogue.EXPORT_OUTCOMES);
    topology.addProcessor(
        "outcome-validation",
        () ->
            TenantRecordValidation.ofOutcomes(
                new TenantRecordValidation.Wiring(
                    registry,
                    policy.skipped(),
                    counts,
                    "outcome-verification",
                    "outcome-dead-letters")),
        "outcomes");

    // What a destination says is a text from outside.
    TextVerifier verifier = TextVerifier.of(config.verification().toPii());
    topology.addProcessor(
        "outcome-verification",
        () -> new OutcomeVerification(verifier, counts),
        "outcome-validation");

    tenants(
        topology,
        operators.export(),
        new TenantNodes(
            TenantProcessor.EXPORTS,
            "outcome-verification",
            "export-results",
            "export-events",
            "feedback-signing",
            "feedback"));
    topics.records(
        topology, "outcome-dead-letters", TopicCatalogue.DEAD_LETTERS, "outcome-validation");
  }

  /**
   * Names of the nodes of one kind of what is remembered of tenants.
   *
   * @param store of the processor too
   */
  private record TenantNodes(
      String store,
      String parent,
      String results,
      String events,
      String signing,
      String commands) {}

  /** State of tenants; answers go back as commands, unless the log has them already. */
  private <R> void tenants(
      Topology topology, List<TenantOperator<R, ?>> decide, TenantNodes nodes) {
    boolean writes = purpose == Purpose.PRODUCTION;
    topology.addProcessor(
        nodes.store(),
        () ->
            new TenantProcessor<>(
                nodes.store(),
                decide,
                counts,
                config.bounds().maxTenants(),
                nodes.results(),
                writes ? nodes.signing() : null),
        nodes.parent());
    topology.addStateStore(StateStores.inMemory(nodes.store()), nodes.store());

    ResultProcessor.Sinks sinks = new ResultProcessor.Sinks(null, nodes.events(), null, null, null);
    topology.addProcessor(nodes.results(), () -> new ResultProcessor(sinks), nodes.store());
    topics.events(topology, nodes.events(), nodes.results());
    if (writes) {
      commands(topology, nodes.signing(), nodes.commands(), nodes.store());
    }
  }

  /** Commands that {@code parent} makes, signed, into every partition of the raw log. */
  private void commands(Topology topology, String signing, String sink, String parent) {
    topology.addProcessor(
        signing, () -> new CommandSigning(registry, new RecordSigner(policy.signing())), parent);
    topology.addSink(
        sink,
        TopicCatalogue.RAW.name(),
        new StringSerializer(),
        new ByteArraySerializer(),
        new AllPartitions<>(),
        signing);
  }

  private InstanceProcessor.Operators instanceOperators() {
    return new InstanceProcessor.Operators(
        operators.instance(), operators.keyed(), operators.statement(), operators.texts());
  }
}
