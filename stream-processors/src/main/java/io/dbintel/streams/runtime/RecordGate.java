package io.dbintel.streams.runtime;

import io.dbintel.schemas.serde.WireFormat;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that keeps records back until their schemas are known: it hands on what comes before,
 * pauses the partition and goes back to the record. What was handed on is committed meanwhile,
 * other partitions go on, and the wait holds no transaction open. Used by one stream thread, as
 * every consumer is.
 */
final class RecordGate implements InvocationHandler {
  private static final Set<String> GATED =
      Set.of(
          TopicCatalogue.RAW.name(),
          TopicCatalogue.TENANT_USAGE.name(),
          TopicCatalogue.EXPORT_OUTCOMES.name());

  private final Consumer<byte[], byte[]> consumer;
  private final SchemaResolver schemas;
  private final SkipOrders skips;
  private final SignatureVerifier signatures;
  private final Map<TopicPartition, Held> held = new HashMap<>();
  private final Set<TopicPartition> pausedByCaller = new HashSet<>();

  private record Held(long offset, int schemaId) {}

  private RecordGate(
      Consumer<byte[], byte[]> consumer,
      SchemaResolver schemas,
      SkipOrders skips,
      SignatureVerifier signatures) {
    this.consumer = consumer;
    this.schemas = schemas;
    this.skips = skips;
    this.signatures = signatures;
  }

  /**
   * The consumer behind a gate.
   *
   * @param signatures nobody waits for what will be refused
   */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> before(
      Consumer<byte[], byte[]> consumer,
      SchemaResolver schemas,
      SkipOrders skips,
      SignatureVerifier signatures) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            RecordGate.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new RecordGate(consumer, schemas, skips, signatures));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "poll" -> {
        return poll((Duration) arguments[0]);
      }
      case "pause" -> pausedByCaller.addAll((Collection<TopicPartition>) arguments[0]);
      case "resume" -> {
        resume((Collection<TopicPartition>) arguments[0]);
        return null;
      }
      case "close" ->
          held.forEach(
              (partition, record) -> schemas.release(partition.toString(), record.schemaId()));
      default -> {
        // as it is
      }
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void resume(Collection<TopicPartition> partitions) {
    pausedByCaller.removeAll(partitions);
    List<TopicPartition> free = new ArrayList<>(partitions);
    free.removeAll(held.keySet());
    consumer.resume(free);
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    openWhereDecided();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    for (TopicPartition partition : records.partitions()) {
      if (GATED.contains(partition.topic()) && firstUndecided(records.records(partition)) >= 0) {
        return decided(records);
      }
    }
    return records;
  }

  private void openWhereDecided() {
    if (held.isEmpty()) {
      return;
    }
    Set<TopicPartition> assigned = consumer.assignment();
    held.entrySet()
        .removeIf(
            one -> {
              TopicPartition partition = one.getKey();
              Held record = one.getValue();
              boolean mine = assigned.contains(partition);
              boolean open =
                  !mine
                      || schemas.isDecided(record.schemaId())
                      || skips.contains(partition.topic(), partition.partition(), record.offset());
              if (open) {
                schemas.release(partition.toString(), record.schemaId());
              } else {
                schemas.hold(partition.toString(), record.offset(), record.schemaId());
              }
              if (open && mine && !pausedByCaller.contains(partition)) {
                consumer.resume(List.of(partition));
              }
              return open;
            });
  }

  private ConsumerRecords<byte[], byte[]> decided(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> passed = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      int cut = GATED.contains(partition.topic()) ? firstUndecided(all) : -1;
      if (cut < 0) {
        passed.put(partition, all);
        continue;
      }
      ConsumerRecord<byte[], byte[]> first = all.get(cut);
      OffsetAndMetadata place = new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "");
      next.put(partition, place);
      if (cut > 0) {
        passed.put(partition, all.subList(0, cut));
      }
      consumer.seek(partition, place);
      consumer.pause(List.of(partition));
      pausedByCaller.remove(partition);
      held.put(partition, new Held(first.offset(), WireFormat.schemaId(first.value())));
    }
    return new ConsumerRecords<>(passed, next);
  }

  /** Position of the first record whose schema is not decided; all are asked for. -1 for none. */
  private int firstUndecided(List<ConsumerRecord<byte[], byte[]>> records) {
    int first = -1;
    for (int i = 0; i < records.size(); i++) {
      ConsumerRecord<byte[], byte[]> record = records.get(i);
      byte[] value = record.value();
      boolean decided =
          value == null
              || !isWireFormat(value)
              || schemas.isDecided(WireFormat.schemaId(value))
              || skips.contains(record.topic(), record.partition(), record.offset())
              || isRefused(record);
      if (!decided && first < 0) {
        first = i;
      }
    }
    return first;
  }

  private boolean isRefused(ConsumerRecord<byte[], byte[]> record) {
    if (!record.topic().equals(TopicCatalogue.RAW.name()) || record.key() == null) {
      return false;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return signatures.problem(record.headers(), key, record.timestamp(), record.value()) != null;
  }

  private static boolean isWireFormat(byte[] value) {
    return value.length >= WireFormat.HEADER_BYTES && value[0] == 0;
  }
}
