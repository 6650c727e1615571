package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Hands valid records on, and the others to the dead letters; of a chunk with bad rows, the rows
 * alone. A rejection is also handed on, without content, to be counted in the instance's ledger. A
 * bad row counts as something taken in of its own.
 */
public final class ValidationProcessor extends ContextualProcessor<String, byte[], String, Object> {
  private static final String NAME = "validation";
  private static final String CHUNK = StatementPollChunk.getClassSchema().getFullName();

  private final RecordValidator validator;
  private final OperatorCounts counts;
  private final String next;
  private final String deadLetters;

  /** Forwards {@link Validated} to the node {@code next}, and to {@code deadLetters}. */
  public ValidationProcessor(
      RecordValidator validator, OperatorCounts counts, String next, String deadLetters) {
    this.validator = validator;
    this.counts = counts;
    this.next = next;
    this.deadLetters = deadLetters;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    counts.in(NAME, 1);
    String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
    RecordValidator.Result valid;
    try {
      valid = validator.validate(topic, record.key(), record.value());
    } catch (InvalidRecordException e) {
      int bytes = record.value() == null ? 0 : record.value().length;
      counts.held(NAME, e.reason(), 1);
      reject(record, new Validated.Rejected(bytes, e.reason()), e.getMessage(), "");
      return;
    }
    for (RowProblem problem : valid.problems()) {
      counts.in(NAME, 1);
      counts.held(NAME, "invalid_row", 1);
      reject(record, new Validated.Rejected(0, "invalid_field"), problem.message(), CHUNK);
    }
    counts.out(NAME, 1);
    context().forward(record.withValue(valid.record()), next);
  }

  private void reject(
      Record<String, byte[]> record, Validated.Rejected rejected, String message, String schema) {
    RecordMetadata position = context().recordMetadata().orElse(null);
    DeadLetter letter =
        new DeadLetter(
            rejected.reason(),
            message,
            position == null ? "" : position.topic(),
            position == null ? -1 : position.partition(),
            position == null ? -1 : position.offset(),
            record.timestamp(),
            schema,
            null);
    context().forward(new Record<>(record.key(), letter, record.timestamp()), deadLetters);
    if (FieldChecks.isInstance(record.key())) {
      context().forward(record.withValue(rejected), next);
    }
  }
}
