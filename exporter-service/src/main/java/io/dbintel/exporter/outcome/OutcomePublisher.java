package io.dbintel.exporter.outcome;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Publishes what became of each batch, so that the processors can react. Thread-safe. */
public final class OutcomePublisher {

  private final Producer<String, SpecificRecord> producer;
  private final Clock clock;

  public OutcomePublisher(Producer<String, SpecificRecord> producer, Clock clock) {
    this.producer = producer;
    this.clock = clock;
  }

  /**
   * Returns when the broker has the outcome.
   *
   * @param tenant whose results it is about; the record's key
   * @throws KafkaException when the broker refuses it
   */
  public void publish(String sink, Signal signal, String tenant, SinkOutcome outcome) {
    ExportOutcome record =
        ExportOutcome.newBuilder()
            .setSink(sink)
            .setSignal(signal.toString())
            .setStatus(outcome.status())
            .setHttpStatus(outcome.httpStatus())
            .setAttempts(outcome.attempts())
            .setItems(outcome.items())
            .setRejectedItems(outcome.rejected())
            .setBytes(outcome.bytes())
            .setPossibleDuplicate(outcome.possibleDuplicate())
            .setTime(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
            .setReason(outcome.reason().isEmpty() ? null : outcome.reason())
            .setShortened(new TreeMap<>(outcome.shortened()))
            .setMessage(outcome.message().isEmpty() ? null : outcome.message())
            .build();
    Publication.await(
        producer, new ProducerRecord<>(TopicCatalogue.EXPORT_OUTCOMES.name(), tenant, record));
  }
}
