package io.dbintel.streams.runtime;

import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes who changed what into {@code dbintel.audit}. */
final class AuditWriter {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final String AUDIT = TopicCatalogue.AUDIT.name();

  private final Map<String, Object> client;
  private final SchemaRegistry registry;
  private final Clock clock;

  /**
   * Writes with the Kafka client settings {@code client}.
   *
   * @param patience how long it waits for Kafka
   */
  AuditWriter(Map<String, Object> client, SchemaRegistry registry, Clock clock, Duration patience) {
    this.client = CommandSender.impatient(client, patience);
    this.client.put("acks", "all");
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Orders that a record is passed over, and waits for the acknowledgement. The entry is the order.
   *
   * @param details further details, such as why
   * @throws IllegalStateException when Kafka did not take it
   */
  void skip(String topic, int partition, long offset, String author, Map<String, String> details)
      throws InterruptedException {
    Map<String, String> all = new TreeMap<>(details);
    all.put(SkipOrders.TOPIC, topic);
    all.put(SkipOrders.PARTITION, Integer.toString(partition));
    all.put(SkipOrders.OFFSET, Long.toString(offset));
    String subject = topic + '-' + partition + '@' + offset;
    write(SkipOrders.ACTION, subject, author, all);
  }

  /**
   * Writes what a person ordered, or was refused, and waits for the acknowledgement.
   *
   * @param action what, in lower case with underscores; not {@link SkipOrders#ACTION}, which is an
   *     order by itself
   * @param subject instance id or tenant
   * @param details further details, such as the reason
   * @throws IllegalStateException when Kafka did not take it
   */
  void write(String action, String subject, String author, Map<String, String> details)
      throws InterruptedException {
    AuditEntry entry =
        new AuditEntry(author, action, subject, clock.millis() * MICROS_PER_MILLI, details);
    try (KafkaProducer<String, AuditEntry> producer =
        new KafkaProducer<>(client, new StringSerializer(), new AvroSerializer<>(registry))) {
      producer.send(new ProducerRecord<>(AUDIT, 0, subject, entry)).get();
    } catch (ExecutionException e) {
      throw notWritten(e.getCause());
    } catch (KafkaException e) {
      throw notWritten(e);
    }
  }

  private static IllegalStateException notWritten(Throwable cause) {
    return new IllegalStateException(
        "the order was not written to "
            + AUDIT
            + ": "
            + cause.getMessage()
            + "; check that Kafka can be reached, and that you may write to the topic",
        cause);
  }
}
