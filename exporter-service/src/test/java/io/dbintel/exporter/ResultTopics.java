package io.dbintel.exporter;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics around the exporter, for tests that act as the services around it. */
final class ResultTopics {

  private ResultTopics() {}

  static void create(EmbeddedKafka kafka) {
    try (Admin admin = Admin.create(client(kafka))) {
      new TopicProvisioner(admin).createMissing(2, (short) 1);
    }
  }

  static void write(EmbeddedKafka kafka, SpecificRecord... records) throws Exception {
    writeTo(null, kafka, records);
  }

  /**
   * @param partition partition of the topic; null to let the key decide
   */
  static void writeTo(Integer partition, EmbeddedKafka kafka, SpecificRecord... records)
      throws Exception {
    AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(new BundledSchemaRegistry());
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(client(kafka), new StringSerializer(), serializer)) {
      List<Future<RecordMetadata>> written = new ArrayList<>();
      for (SpecificRecord record : records) {
        TopicDefinition topic =
            record instanceof ResultEvent ? TopicCatalogue.EVENTS : TopicCatalogue.METRICS;
        written.add(
            producer.send(new ProducerRecord<>(topic.name(), partition, "acme/orders", record)));
      }
      for (Future<RecordMetadata> acknowledgement : written) {
        acknowledgement.get();
      }
    }
  }

  static List<SpecificRecord> read(EmbeddedKafka kafka, TopicDefinition topic) {
    List<SpecificRecord> records = new ArrayList<>();
    AvroDeserializer<SpecificRecord> decoder = new AvroDeserializer<>(new BundledSchemaRegistry());
    try (KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(client(kafka), new StringDeserializer(), decoder)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      consumer.poll(Duration.ofSeconds(2)).forEach(record -> records.add(record.value()));
    }
    return records;
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
