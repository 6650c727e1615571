package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Hands the valid records of a topic that is keyed by tenant on, and what else stands in it to the
 * dead letters: what somebody writes there must not stop the tenants' sums.
 *
 * @param <T> the records that belong there
 */
public final class TenantRecordValidation<T>
    extends ContextualProcessor<String, byte[], String, Object> {
  private final String name;
  private final Check<T> check;
  private final AvroDeserializer<SpecificRecord> deserializer;
  private final SkippedRecords skipped;
  private final OperatorCounts counts;
  private final String next;
  private final String deadLetters;

  /** Checks the record of a tenant. */
  @FunctionalInterface
  private interface Check<T> {
    T check(String tenant, SpecificRecord record) throws InvalidRecordException;
  }

  /**
   * Where records come from and go to.
   *
   * @param registry their schemas
   * @param skipped records that an operator of the service gave up
   * @param next node that takes valid records
   * @param deadLetters node that takes dead letters
   */
  public record Wiring(
      SchemaRegistry registry,
      SkippedRecords skipped,
      OperatorCounts counts,
      String next,
      String deadLetters) {}

  private TenantRecordValidation(String name, Wiring wiring, Check<T> check) {
    this.name = name;
    this.check = check;
    this.deserializer = new AvroDeserializer<>(wiring.registry());
    this.skipped = wiring.skipped();
    this.counts = wiring.counts();
    this.next = wiring.next();
    this.deadLetters = wiring.deadLetters();
  }

  /** Increments of tenants' usage. */
  public static TenantRecordValidation<TenantUsage> ofUsage(Wiring wiring) {
    return new TenantRecordValidation<>("usage-validation", wiring, TenantRecordChecks::usage);
  }

  /** What became of tenants' results at their destinations. */
  public static TenantRecordValidation<ExportOutcome> ofOutcomes(Wiring wiring) {
    return new TenantRecordValidation<>("outcome-validation", wiring, TenantRecordChecks::outcome);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    counts.in(name, 1);
    RecordMetadata position = context().recordMetadata().orElse(null);
    try {
      skipped.check(position);
      T valid = valid(position == null ? "" : position.topic(), record);
      counts.out(name, 1);
      context().forward(record.withValue(valid), next);
    } catch (InvalidRecordException e) {
      counts.held(name, e.reason(), 1);
      String key = FieldChecks.isTenant(record.key()) ? record.key() : null;
      context()
          .forward(
              new Record<>(
                  key,
                  DeadLetters.of(position, record, e.reason(), e.getMessage(), ""),
                  record.timestamp()),
              deadLetters);
    }
  }

  private T valid(String topic, Record<String, byte[]> record) throws InvalidRecordException {
    FieldChecks.key(record.key(), true);
    WireChecks.present(record.value());
    SpecificRecord decoded =
        WireChecks.decode(record.value(), bytes -> deserializer.deserialize(topic, bytes));
    return check.check(record.key(), decoded);
  }
}
