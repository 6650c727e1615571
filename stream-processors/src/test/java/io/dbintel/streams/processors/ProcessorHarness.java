package io.dbintel.streams.processors;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.texts.StatementTexts;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** An InstanceProcessor on stores in memory, with operators of a test. */
final class ProcessorHarness implements OperatorCounts {
  static final int MAX_INSTANCES = 4;

  private final MockProcessorContext<String, Insight> context = new MockProcessorContext<>();
  private final KeyValueStore<String, byte[]> instances;
  private final KeyValueStore<Bytes, byte[]> statements;
  private final TreeMap<String, KeyValueStore<Bytes, byte[]>> keyed = new TreeMap<>();
  private final InstanceProcessor processor;
  final TreeMap<String, Long> counts = new TreeMap<>();
  long timestamp = 1_000_000;

  ProcessorHarness(
      List<InstanceOperator<?>> instance,
      List<KeyedOperator<?, ?>> keyedOperators,
      List<StatementOperator<?>> statement) {
    instances = store(InstanceProcessor.INSTANCES, Serdes.String());
    statements = store(InstanceProcessor.STATEMENTS, Serdes.Bytes());
    for (KeyedOperator<?, ?> operator : keyedOperators) {
      String name = operator.state().store();
      keyed.put(name, store(name, Serdes.Bytes()));
    }
    processor =
        new InstanceProcessor(
            new InstanceProcessor.Operators(
                instance, keyedOperators, statement, StatementTexts::textOf),
            this,
            MAX_INSTANCES,
            TurnViewer.NONE);
    processor.init(context);
  }

  private <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys) {
    KeyValueStore<K, byte[]> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  List<Record<? extends String, ? extends Insight>> send(VerifiedRecord record) {
    return send(Verified.INSTANCE, record);
  }

  /** Processes a record and returns what was forwarded. */
  List<Record<? extends String, ? extends Insight>> send(String key, VerifiedRecord record) {
    context.resetForwards();
    processor.process(new Record<>(key, record, timestamp));
    List<Record<? extends String, ? extends Insight>> forwarded = new ArrayList<>();
    context.forwarded().forEach(captured -> forwarded.add(captured.record()));
    return forwarded;
  }

  /** The partition goes elsewhere. */
  void close() {
    processor.close();
  }

  KeyValueStore<String, byte[]> instances() {
    return instances;
  }

  KeyValueStore<Bytes, byte[]> statements() {
    return statements;
  }

  /** Keys of the statement rows that are remembered. */
  List<byte[]> rowKeys() {
    List<byte[]> keys = new ArrayList<>();
    for (KeyValue<Bytes, byte[]> stored : content(statements)) {
      RowPage page = RowPage.read(stored.key.get(), 0, stored.value);
      for (int row = 0; row < page.count(); row++) {
        keys.add(page.storeKey(row));
      }
    }
    return keys;
  }

  KeyValueStore<Bytes, byte[]> keyed(String store) {
    return keyed.get(store);
  }

  static <K> List<KeyValue<K, byte[]>> content(KeyValueStore<K, byte[]> store) {
    List<KeyValue<K, byte[]>> content = new ArrayList<>();
    try (KeyValueIterator<K, byte[]> all = store.all()) {
      all.forEachRemaining(content::add);
    }
    return content;
  }

  @Override
  public void in(String operator, long count) {
    counts.merge(operator + " in", count, Long::sum);
  }

  @Override
  public void out(String operator, long count) {
    counts.merge(operator + " out", count, Long::sum);
  }

  @Override
  public void held(String operator, String reason, long count) {
    counts.merge(operator + " held " + reason, count, Long::sum);
  }

  @Override
  public void applied(String instance, long readEnd) {
    counts.put("applied " + instance, readEnd);
  }

  @Override
  public void released(String instance) {
    counts.merge("released " + instance, 1L, Long::sum);
  }
}
