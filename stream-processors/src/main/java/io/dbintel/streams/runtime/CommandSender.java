package io.dbintel.streams.runtime;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts a command for an instance into the log, where it takes effect at its place. */
public final class CommandSender {
  private static final int TIMEOUT_MS = 30_000;
  private static final long MICROS_PER_MILLI = 1_000;

  private final Map<String, Object> client;
  private final SchemaRegistry registry;
  private final Clock clock;

  /** Sends with the Kafka client settings {@code client}. */
  public CommandSender(Map<String, Object> client, SchemaRegistry registry, Clock clock) {
    this.client = client;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Sends and waits for the acknowledgement.
   *
   * @return id of the command
   * @throws IllegalStateException when Kafka did not take it
   */
  public String send(InstanceId instance, CommandKind kind, String issuer)
      throws InterruptedException {
    long now = clock.millis();
    String id = UUID.randomUUID().toString();
    Command command = new Command(id, kind, issuer, now * MICROS_PER_MILLI, Map.of());
    try (KafkaProducer<String, Command> producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new AvroSerializer<>(registry))) {
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.RAW.name(), null, now, instance.toString(), command))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the command was not sent: "
              + e.getCause().getMessage()
              + "; check --bootstrap-servers and the topic "
              + TopicCatalogue.RAW.name(),
          e);
    }
    return id;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
    return settings;
  }
}
