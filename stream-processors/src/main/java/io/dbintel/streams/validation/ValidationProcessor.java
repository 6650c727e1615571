package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Hands valid records on, and the others to the dead letters; of a chunk with bad rows, one dead
 * letter that sums them up. A rejection is also handed on, without content, to be counted in the
 * instance's ledger. A bad row counts as something taken in of its own.
 */
public final class ValidationProcessor extends ContextualProcessor<String, byte[], String, Object> {
  private static final String NAME = "validation";
  private static final String CHUNK = StatementPollChunk.getClassSchema().getFullName();

  private final RecordValidator validator;
  private final SkippedRecords skipped;
  private final SignatureVerifier signatures;
  private final OperatorCounts counts;
  private final String next;
  private final String deadLetters;

  /**
   * Forwards {@link Validated} to the node {@code next}, and to {@code deadLetters}.
   *
   * @param skipped the records that are passed over
   * @param signatures tells which records are what they say
   */
  public ValidationProcessor(
      RecordValidator validator,
      SkippedRecords skipped,
      SignatureVerifier signatures,
      OperatorCounts counts,
      String next,
      String deadLetters) {
    this.validator = validator;
    this.skipped = skipped;
    this.signatures = signatures;
    this.counts = counts;
    this.next = next;
    this.deadLetters = deadLetters;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    counts.in(NAME, 1);
    RecordMetadata position = context().recordMetadata().orElse(null);
    SignatureVerifier.Problem forged =
        signatures.problem(record.headers(), record.key(), record.timestamp(), record.value());
    if (forged != null) {
      // Nothing of it reaches the instance that it pretends to be of, not even its time.
      counts.held(NAME, forged.reason(), 1);
      letter(record, position, forged.reason(), forged.message(), "");
      return;
    }
    RecordValidator.Result valid;
    try {
      skipped.check(position);
      valid =
          validator.validate(
              position == null ? "" : position.topic(), record.key(), record.value());
    } catch (InvalidRecordException e) {
      int bytes = record.value() == null ? 0 : record.value().length;
      counts.held(NAME, e.reason(), 1);
      reject(record, position, new Validated.Rejected(bytes, e.reason(), 1), e.getMessage(), "");
      return;
    }
    int bad = valid.problems().size();
    if (bad > 0) {
      counts.in(NAME, bad);
      counts.held(NAME, "invalid_row", bad);
      Validated.Rejected rows = new Validated.Rejected(0, "invalid_field", bad);
      reject(record, position, rows, RowProblem.summary(valid.problems()), CHUNK);
    }
    counts.out(NAME, 1);
    context().forward(record.withValue(valid.record()), next);
  }

  private void reject(
      Record<String, byte[]> record,
      RecordMetadata position,
      Validated.Rejected rejected,
      String message,
      String schema) {
    letter(record, position, rejected.reason(), message, schema);
    if (FieldChecks.isInstance(record.key())) {
      context().forward(record.withValue(rejected), next);
    }
  }

  private void letter(
      Record<String, byte[]> record,
      RecordMetadata position,
      String reason,
      String message,
      String schema) {
    boolean named = FieldChecks.isInstance(record.key()) || FieldChecks.isTenant(record.key());
    DeadLetter letter = DeadLetters.of(position, record, reason, message, schema);
    // Any other key may be as large as a record, and hold anything.
    String key = named ? record.key() : null;
    context().forward(new Record<>(key, letter, record.timestamp()), deadLetters);
  }
}
