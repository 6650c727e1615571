package io.dbintel.streams.validation;

import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.RowProblem;
import io.dbintel.streams.records.RejectedRecord;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.avro.specific.SpecificRecord;
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

  private final RecordValidator validator;
  private final OperatorCounts counts;
  private final String next;
  private final String deadLetters;

  /** Forwards to the nodes {@code next} and {@code deadLetters}. */
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
    Validated valid;
    try {
      valid = validator.validate(topic, record.key(), record.value());
    } catch (InvalidRecordException e) {
      counts.held(NAME, e.reason(), 1);
      reject(record, e.reason(), e.getMessage(), "");
      return;
    }
    for (RowProblem problem : valid.problems()) {
      counts.in(NAME, 1);
      counts.held(NAME, "invalid_row", 1);
      reject(record, "invalid_field", problem.message(), schemaName(valid.value()));
    }
    counts.out(NAME, 1);
    context().forward(record.withValue(valid), next);
  }

  private void reject(Record<String, byte[]> record, String reason, String message, String schema) {
    RecordMetadata position = context().recordMetadata().orElse(null);
    DeadLetter letter =
        new DeadLetter(
            reason,
            message,
            position == null ? "" : position.topic(),
            position == null ? -1 : position.partition(),
            position == null ? -1 : position.offset(),
            record.timestamp(),
            schema,
            null);
    context().forward(new Record<>(record.key(), letter, record.timestamp()), deadLetters);
    if (FieldChecks.isKey(record.key())) {
      context().forward(record.withValue(new RejectedRecord(reason)), next);
    }
  }

  private static String schemaName(SpecificRecord value) {
    return value.getSchema().getFullName();
  }
}
