package io.dbintel.exporter.outcome;

import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** One record on its way to the broker. */
final class Publication {

  private Publication() {}

  /**
   * Returns when the broker has the record.
   *
   * @throws KafkaException when it refuses or does not answer; the message says how to fix it
   */
  static void await(
      Producer<String, SpecificRecord> producer, ProducerRecord<String, SpecificRecord> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          record.topic()
              + " could not be written: "
              + e.getCause().getMessage()
              + "; is the broker up, does the topic exist (dbintel topics create) and is writing"
              + " allowed?",
          e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
