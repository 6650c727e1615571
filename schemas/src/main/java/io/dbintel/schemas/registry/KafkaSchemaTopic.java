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
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic {@code dbintel.schemas}: the key is the schema id in decimal, the value the schema as
 * JSON. A record whose id is not that of its schema is passed over: nobody who may write to the
 * topic can give a known id another meaning, or stop those who read it.
 */
public final class KafkaSchemaTopic implements SchemaTopic {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSchemaTopic.class);
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
          add(schemas, record);
        }
      }
    } catch (KafkaException e) {
      throw new RegistryUnavailableException(
          TopicCatalogue.SCHEMAS.name()
              + " cannot be read: "
              + e.getMessage()
              + "; check that the broker runs and that the topic exists (dbintel topics create)",
          e);
    }
    return schemas;
  }

  private static void add(Map<Integer, Schema> schemas, ConsumerRecord<String, String> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    int id = BundledSchemas.idOf(record.value());
    if (!record.key().equals(Integer.toString(id))) {
      LOG.debug("{} offset {} has not the id of its schema", record.topic(), record.offset());
      return;
    }
    try {
      schemas.put(id, new Schema.Parser().parse(record.value()));
    } catch (AvroRuntimeException e) {
      LOG.debug("{} offset {} is not a schema", record.topic(), record.offset(), e);
    }
  }
}
