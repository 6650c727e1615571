package io.dbintel.streams.runtime;

import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.registry.RegistryUnavailableException;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistryException;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.validation.SkippedRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that operators had passed over. The order is the entry in {@code dbintel.audit}
 * itself, so nothing is passed over that is not written down, and a replay passes over the same.
 * Entries are read at the start, and again while records wait. Thread-safe.
 */
public final class SkipOrders implements SkippedRecords {
  /** Action of the audit entries that are such orders. */
  static final String ACTION = "skip";

  /** Details of an entry: where the record is. */
  static final String TOPIC = "topic";

  static final String PARTITION = "partition";
  static final String OFFSET = "offset";

  private static final Logger LOG = LoggerFactory.getLogger(SkipOrders.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MAX_ORDERS = 10_000;

  private final Map<String, Object> client;
  private final AvroDeserializer<AuditEntry> entries;
  private final Set<String> places = ConcurrentHashMap.newKeySet();
  private long position;

  /** Reads with the Kafka client settings {@code client}. */
  public SkipOrders(Map<String, Object> client, SchemaRegistry registry) {
    this.client = new HashMap<>(client);
    this.client.put("isolation.level", "read_committed");
    this.entries = new AvroDeserializer<>(registry);
  }

  @Override
  public boolean contains(String topic, int partition, long offset) {
    return !places.isEmpty() && places.contains(place(topic, partition, offset));
  }

  /**
   * Reads what was ordered since the last call.
   *
   * @throws KafkaException when the topic cannot be read
   * @throws RegistryUnavailableException when an entry's schema cannot be asked for; the next call
   *     reads the same entries again
   */
  public synchronized void refresh() {
    TopicPartition partition = new TopicPartition(TopicCatalogue.AUDIT.name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(List.of(partition), LIMIT).get(partition);
      long end = consumer.endOffsets(List.of(partition), LIMIT).get(partition);
      consumer.seek(partition, Math.max(begin, position));
      while (consumer.position(partition, LIMIT) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LIMIT)) {
          add(record);
        }
      }
      position = consumer.position(partition, LIMIT);
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    AuditEntry entry;
    try {
      entry = entries.deserialize(record.topic(), record.value());
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException | SchemaRegistryException | ClassCastException e) {
      LOG.debug("{} offset {} is not an audit entry", record.topic(), record.offset(), e);
      return;
    }
    if (entry == null || !entry.getAction().equals(ACTION)) {
      return;
    }
    Map<String, String> details = entry.getDetails();
    if (places.size() >= MAX_ORDERS) {
      LOG.error(
          "more than {} records are ordered to be skipped; {} offset {} is not obeyed",
          MAX_ORDERS,
          record.topic(),
          record.offset());
      return;
    }
    String place = details.get(TOPIC) + '-' + details.get(PARTITION) + '@' + details.get(OFFSET);
    if (places.add(place)) {
      LOG.warn("Record {} is passed over, as {} ordered", place, entry.getActor());
    }
  }

  private static String place(String topic, int partition, long offset) {
    return topic + '-' + partition + '@' + offset;
  }
}
