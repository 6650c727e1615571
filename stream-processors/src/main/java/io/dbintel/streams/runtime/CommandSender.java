package io.dbintel.streams.runtime;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts a command into the log, where it takes effect at its place. */
final class CommandSender {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final String TOPIC = TopicCatalogue.RAW.name();

  private final Map<String, Object> client;
  private final SchemaRegistry registry;
  private final RecordSigner signer;
  private final Clock clock;

  /**
   * Sends with the Kafka client settings {@code client}, signed by {@code signer}.
   *
   * @param patience how long it waits for Kafka
   */
  CommandSender(
      Map<String, Object> client,
      SchemaRegistry registry,
      RecordSigner signer,
      Clock clock,
      Duration patience) {
    this.client = impatient(client, patience);
    this.registry = registry;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Sends a command for one instance and waits for the acknowledgement.
   *
   * @param instance instance id, tenant/name
   * @param id of the command; one that was applied is not applied again
   * @throws IllegalStateException when Kafka did not take it
   */
  void sendToInstance(
      String instance, String id, CommandKind kind, Map<String, String> arguments, String author)
      throws InterruptedException {
    send(instance, false, id, kind, arguments, author);
  }

  /**
   * Sends a command for all instances of a tenant, to every partition, and waits for the
   * acknowledgements. When one fails the command may have reached a part of the instances; sending
   * it again is harmless where the kind is.
   *
   * @param id of the command; one that was applied is not applied again
   * @throws IllegalStateException when Kafka did not take it
   */
  void sendToTenant(
      String tenant, String id, CommandKind kind, Map<String, String> arguments, String author)
      throws InterruptedException {
    send(tenant, true, id, kind, arguments, author);
  }

  private void send(
      String key,
      boolean everywhere,
      String id,
      CommandKind kind,
      Map<String, String> arguments,
      String author)
      throws InterruptedException {
    long now = clock.millis();
    Command command = new Command(id, kind, author, now * MICROS_PER_MILLI, arguments);
    Headers headers = new RecordHeaders();
    byte[] value = new AvroSerializer<Command>(registry).serialize(TOPIC, headers, command);
    signer.sign(headers, key, now, value);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      if (everywhere) {
        for (PartitionInfo partition : producer.partitionsFor(TOPIC)) {
          sent.add(
              producer.send(
                  new ProducerRecord<>(TOPIC, partition.partition(), now, key, value, headers)));
        }
      } else {
        sent.add(producer.send(new ProducerRecord<>(TOPIC, null, now, key, value, headers)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw notSent(e.getCause());
    } catch (KafkaException e) {
      throw notSent(e);
    }
  }

  private static IllegalStateException notSent(Throwable cause) {
    return new IllegalStateException(
        "the command was not sent: "
            + cause.getMessage()
            + "; check that Kafka can be reached, and that you may write to "
            + TOPIC,
        cause);
  }

  /** Settings of a producer that does not wait for ever. */
  static Map<String, Object> impatient(Map<String, Object> client, Duration patience) {
    int millis = (int) patience.toMillis();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    return settings;
  }
}
