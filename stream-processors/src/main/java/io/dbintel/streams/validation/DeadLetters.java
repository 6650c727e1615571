package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.DeadLetter;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters of records; without payload, since nothing of it was verified. */
final class DeadLetters {
  private static final int MAX_MESSAGE = 2_000;

  private DeadLetters() {}

  /** The dead letter of a record at a position, which may be null where it is not known. */
  static DeadLetter of(
      RecordMetadata position, Record<?, ?> record, String reason, String message, String schema) {
    return new DeadLetter(
        reason,
        message.substring(0, Math.min(MAX_MESSAGE, message.length())),
        position == null ? "" : position.topic(),
        position == null ? -1 : position.partition(),
        position == null ? -1 : position.offset(),
        record.timestamp(),
        schema,
        null);
  }
}
