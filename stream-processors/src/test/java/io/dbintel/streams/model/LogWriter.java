package io.dbintel.streams.model;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A real broker's topics: makes them, writes raw records, reads committed results. */
public final class LogWriter implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final String bootstrapServers;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final KafkaProducer<String, byte[]> recorded;

  /** For the broker at {@code bootstrapServers}. */
  public LogWriter(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()));
    this.recorded =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Makes all topics of the catalogue, without retention: the records' timestamps are years old,
   * and the broker begins to delete what is past its retention after 30 s, in the middle of a slow
   * test.
   */
  public void createTopics() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
      AlterConfigOp keep =
          new AlterConfigOp(
              new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"), AlterConfigOp.OpType.SET);
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      for (TopicDefinition topic : TopicCatalogue.all()) {
        changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), List.of(keep));
      }
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  /** Writes a raw record. */
  public void write(String instance, long timestamp, SpecificRecord record) {
    producer.send(
        new ProducerRecord<>(TopicCatalogue.RAW.name(), null, timestamp, instance, record));
  }

  /**
   * Writes a recorded raw record as it is: a tenant's command into every partition, as its sender
   * does.
   */
  public void write(RawEntry entry) {
    boolean everywhere = entry.key().indexOf('/') < 0;
    for (int partition = 0; partition < (everywhere ? PARTITIONS : 1); partition++) {
      recorded.send(
          new ProducerRecord<>(
              TopicCatalogue.RAW.name(),
              everywhere ? partition : null,
              entry.timestamp(),
              entry.key(),
              entry.value(),
              entry.headers()));
    }
  }

  /** Partition of an instance in the topics that are keyed by instance. */
  public int partitionOf(String instance) {
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
  }

  /** Everything written so far is in the log. */
  public void flush() {
    producer.flush();
    recorded.flush();
  }

  /** All committed values of a topic, as bytes. */
  public List<byte[]> committed(String topic) {
    return committedRecords(topic).stream().map(ConsumerRecord::value).toList();
  }

  /** Offsets after the last committed records of a topic's partitions. */
  public Map<TopicPartition, Long> ends(String topic) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** All committed records of a topic. */
  public List<ConsumerRecord<String, byte[]>> committedRecords(String topic) {
    List<ConsumerRecord<String, byte[]>> values = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(values::add);
      }
    }
    return values;
  }

  /** All committed values of a topic. */
  public <T extends SpecificRecord> List<T> committedValues(String topic) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(new BundledSchemaRegistry());
    return committed(topic).stream().map(value -> deserializer.deserialize(topic, value)).toList();
  }

  @Override
  public void close() {
    producer.close();
    recorded.close();
  }
}
