package io.dbintel.streams.validation;

import io.dbintel.redaction.verify.TextBeginning;
import io.dbintel.schemas.avro.DeadLetter;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters of records; without payload, since nothing of it was verified. */
public final class DeadLetters {
  private static final int MAX_MESSAGE = 2_000;

  private DeadLetters() {}

  /**
   * The dead letter of a record.
   *
   * @param position of the record; null where it is not known
   * @param reason code, as in {@link InvalidRecordException}
   * @param message what was found and what was expected, free of content; cut to 2,000 characters
   * @param schema full name of the record's schema; empty where it was not found out
   */
  public static DeadLetter of(
      RecordMetadata position, Record<?, ?> record, String reason, String message, String schema) {
    return new DeadLetter(
        reason,
        TextBeginning.of(message, MAX_MESSAGE),
        position == null ? "" : position.topic(),
        position == null ? -1 : position.partition(),
        position == null ? -1 : position.offset(),
        record.timestamp(),
        schema,
        null);
  }
}
