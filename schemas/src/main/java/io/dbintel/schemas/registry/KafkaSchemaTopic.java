package io.dbintel.schemas.registry;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic {@code dbintel.schemas}: the key is the schema id in decimal, the value the schema as
 * JSON.
 */
public final class KafkaSchemaTopic implements SchemaTopic {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
  private static final long WRITE_TIMEOUT_SECONDS = 30;

  private final Map<String, Object> client;
  private final Set<Integer> published = ConcurrentHashMap.newKeySet();

  /**
   * @param clientProperties Kafka client settings, at least bootstrap.servers
   */
  public KafkaSchemaTopic(Map<String, Object> clientProperties) {
    this.client = Map.copyOf(clientProperties);
  }

  @Override
  public void publish(int id, Schema schema) {
    if (published.contains(id)) {
      return;
    }
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      String key = Integer.toString(id);
      producer
          .send(new ProducerRecord<>(TopicCatalogue.SCHEMAS.name(), key, schema.toString()))
          .get(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      published.add(id);
    } catch (ExecutionException | TimeoutException e) {
      throw new SchemaRegistryException(
          "the schema of "
              + schema.getFullName()
              + " could not be written to dbintel.schemas: "
              + e.getMessage()
              + "; create the topics with: dbintel topics create",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("interrupted while writing to dbintel.schemas", e);
    }
  }

  @Override
  public Map<Integer, Schema> read() {
    Map<Integer, Schema> schemas = new HashMap<>();
    TopicPartition partition = new TopicPartition(TopicCatalogue.SCHEMAS.name(), 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), READ_TIMEOUT).get(partition);
      while (consumer.position(partition, READ_TIMEOUT) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(READ_TIMEOUT)) {
          if (record.value() != null) {
            schemas.put(Integer.valueOf(record.key()), new Schema.Parser().parse(record.value()));
          }
        }
      }
    }
    return schemas;
  }
}
