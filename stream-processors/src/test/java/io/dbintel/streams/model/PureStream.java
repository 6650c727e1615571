package io.dbintel.streams.model;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.Operators;
import io.dbintel.streams.OperatorsConfig;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.processors.InstanceProcessor;
import io.dbintel.streams.processors.TurnViewer;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.validation.RecordValidator;
import io.dbintel.streams.validation.SkippedRecords;
import io.dbintel.streams.validation.ValidationProcessor;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.verification.VerificationProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What happens between the raw topic and the results, for one instance, without Kafka Streams: the
 * product's processors one after the other, with stores in memory. Fast enough for thousands of
 * random histories.
 */
public final class PureStream {
  private static final String INSTANCE = "t/i";
  private static final String NEXT = "next";
  private static final SchemaRegistry REGISTRY = new BundledSchemaRegistry();
  private static final OperatorsConfig CONFIG =
      TopologyHarness.config("{selection: {top: 100, hardCap: 100}}").operators();
  private static final StatementCatalogue CATALOGUE =
      SystemCatalogue.of("postgresql").statements().orElseThrow();

  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(REGISTRY);
  private final MockProcessorContext<String, Object> validated = new MockProcessorContext<>();
  private final MockProcessorContext<String, VerifiedRecord> verified =
      new MockProcessorContext<>();
  private final MockProcessorContext<String, Insight> decided = new MockProcessorContext<>();
  private final Processor<String, byte[], String, Object> validation;
  private final Processor<String, Validated, String, VerifiedRecord> verification;
  private final Processor<String, VerifiedRecord, String, Insight> instances;
  private final TreeMap<StatementKey, StatementDelta> sums = new TreeMap<>();
  private long applied;

  /** With the product's operators, every row named. */
  public PureStream() {
    Operators operators = DatabaseIntelligenceTopology.operators(CONFIG);
    OperatorCounts counts = new CountingOperators().onApplied(() -> applied++);
    validation =
        new ValidationProcessor(
            new RecordValidator(REGISTRY, CONFIG.validation()),
            SkippedRecords.NONE,
            new SignatureVerifier(SigningConfig.OFF),
            counts,
            NEXT,
            "dead-letters");
    verification =
        new VerificationProcessor(
            new RecordVerifier(TextVerifier.of(PiiConfig.defaults()), counts), counts);
    instances =
        new InstanceProcessor(
            new InstanceProcessor.Operators(
                operators.instance(), operators.keyed(), operators.statement(), operators.texts()),
            counts,
            CONFIG.bounds().maxInstances(),
            TurnViewer.NONE);
    store(InstanceProcessor.INSTANCES, Serdes.String());
    store(InstanceProcessor.STATEMENTS, Serdes.Bytes());
    for (KeyedOperator<?, ?> operator : operators.keyed()) {
      store(operator.state().store(), Serdes.Bytes());
    }
    validation.init(validated);
    verification.init(verified);
    instances.init(decided);
  }

  private <K> void store(String name, Serde<K> keys) {
    KeyValueStore<K, byte[]> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    store.init(decided.getStateStoreContext(), store);
    decided.addStateStore(store);
  }

  /** Processes a raw record, which must be valid; {@code timestamp} in ms, agent clock. */
  public void process(long timestamp, SpecificRecord raw) {
    byte[] bytes = serializer.serialize("dbintel.raw", raw);
    validation.process(new Record<>(INSTANCE, bytes, timestamp));
    for (Object valid : take(validated)) {
      verification.process(new Record<>(INSTANCE, (Validated) valid, timestamp));
    }
    for (VerifiedRecord record : take(verified)) {
      instances.process(new Record<>(INSTANCE, record, timestamp));
    }
    for (Insight insight : take(decided)) {
      if (insight instanceof Insight.NamedStatement statement) {
        sums.merge(statement.key(), statement.delta(), StatementDelta::plus);
      }
    }
  }

  private static <V> List<V> take(MockProcessorContext<String, V> context) {
    List<V> values = new ArrayList<>();
    context.forwarded().forEach(forward -> values.add(forward.record().value()));
    context.resetForwards();
    return values;
  }

  /** Sum of a row's growth in a counter, by its position in the model. */
  public long sum(int row, int counter) {
    byte[] key = Keys.postgresql(5, row, 10, true).array();
    StatementDelta delta = sums.get(StatementKey.of(InstanceHash.of(INSTANCE), key));
    long bit = CATALOGUE.byNumber(ServerModel.COUNTERS.get(counter)).bit();
    return delta == null ? 0 : delta.sum(bit);
  }

  /** Chunks that were applied. */
  public long applied() {
    return applied;
  }
}
