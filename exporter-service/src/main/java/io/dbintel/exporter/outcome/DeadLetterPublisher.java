package io.dbintel.exporter.outcome;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.topic.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes the position of a record that is not a result, and the reason; never its bytes, which
 * nobody has verified. Thread-safe.
 */
public final class DeadLetterPublisher {

  private final Producer<String, SpecificRecord> producer;

  public DeadLetterPublisher(Producer<String, SpecificRecord> producer) {
    this.producer = producer;
  }

  /**
   * Returns when the broker has the dead letter.
   *
   * @param record what was read
   * @param reason what was found and what was expected, free of data
   * @throws KafkaException when the broker refuses it
   */
  public void publish(ConsumerRecord<String, byte[]> record, String reason) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setReason("undecodable")
            .setMessage(reason)
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setTimestamp(record.timestamp())
            .build();
    Publication.await(
        producer, new ProducerRecord<>(TopicCatalogue.DEAD_LETTERS.name(), record.key(), letter));
  }
}
