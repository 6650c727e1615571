package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All committed records of some topics, byte for byte, in the order of each partition.
 *
 * @param records the records
 */
record RecordedLog(List<ConsumerRecord<byte[], byte[]>> records) {

  /** Reads what the topics hold now. */
  static RecordedLog read(String bootstrapServers, String... topics) {
    Map<String, Object> client =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return new RecordedLog(records);
  }

  /** The raw log and the schemas it was written with. */
  static RecordedLog raw(String bootstrapServers) {
    return read(bootstrapServers, TopicCatalogue.SCHEMAS.name(), TopicCatalogue.RAW.name());
  }

  /** The log without the records of one instance. */
  RecordedLog without(String instance) {
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    return new RecordedLog(
        records.stream().filter(record -> !Arrays.equals(record.key(), key)).toList());
  }

  /** Takes the records of one instance in the raw topic, each with its timestamp. */
  void forEach(String instance, BiConsumer<Long, SpecificRecord> action) {
    AvroDeserializer<SpecificRecord> decoder = new AvroDeserializer<>(new BundledSchemaRegistry());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.topic().equals(TopicCatalogue.RAW.name())
          && instance.equals(new String(record.key(), StandardCharsets.UTF_8))) {
        action.accept(record.timestamp(), decoder.deserialize(record.topic(), record.value()));
      }
    }
  }

  /** The records of one instance in the raw topic, in the order of the log. */
  List<SpecificRecord> values(String instance) {
    List<SpecificRecord> values = new ArrayList<>();
    forEach(instance, (timestamp, record) -> values.add(record));
    return values;
  }

  /** Writes the same records to the same partitions of another cluster. */
  void writeTo(String bootstrapServers) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      records.forEach(
          record ->
              producer.send(
                  new ProducerRecord<>(
                      record.topic(),
                      record.partition(),
                      record.timestamp(),
                      record.key(),
                      record.value(),
                      record.headers())));
    }
  }

  /** Offset after the last record of each partition of the raw topic that has any. */
  Map<TopicPartition, Long> rawEnds() {
    Map<TopicPartition, Long> counts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.topic().equals(TopicCatalogue.RAW.name())) {
        counts.merge(new TopicPartition(record.topic(), record.partition()), 1L, Long::sum);
      }
    }
    return counts;
  }
}
