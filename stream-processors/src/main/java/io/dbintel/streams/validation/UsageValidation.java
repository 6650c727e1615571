package io.dbintel.streams.validation;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Hands valid increments of tenants' usage on, and what else stands in their topic to the dead
 * letters: what somebody writes there must not stop the tenants' sums.
 */
public final class UsageValidation extends ContextualProcessor<String, byte[], String, Object> {
  private static final String NAME = "usage-validation";

  /** In the year 9999: later days have no date in ISO 8601. */
  private static final long MAX_DAY = 2_932_896;

  private final AvroDeserializer<SpecificRecord> deserializer;
  private final SkippedRecords skipped;
  private final OperatorCounts counts;
  private final String next;
  private final String deadLetters;

  /** Forwards {@link TenantUsage} to the node {@code next}, and to {@code deadLetters}. */
  public UsageValidation(
      SchemaRegistry registry,
      SkippedRecords skipped,
      OperatorCounts counts,
      String next,
      String deadLetters) {
    this.deserializer = new AvroDeserializer<>(registry);
    this.skipped = skipped;
    this.counts = counts;
    this.next = next;
    this.deadLetters = deadLetters;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    counts.in(NAME, 1);
    RecordMetadata position = context().recordMetadata().orElse(null);
    try {
      skipped.check(position);
      TenantUsage usage = usage(position == null ? "" : position.topic(), record);
      counts.out(NAME, 1);
      context().forward(record.withValue(usage), next);
    } catch (InvalidRecordException e) {
      counts.held(NAME, e.reason(), 1);
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

  private TenantUsage usage(String topic, Record<String, byte[]> record)
      throws InvalidRecordException {
    FieldChecks.key(record.key(), true);
    WireChecks.present(record.value());
    SpecificRecord decoded =
        WireChecks.decode(record.value(), bytes -> deserializer.deserialize(topic, bytes));
    if (!(decoded instanceof TenantUsage usage)) {
      throw new InvalidRecordException(
          "invalid_field",
          "a " + decoded.getSchema().getName() + " does not belong in the topic of usage");
    }
    FieldChecks.require(
        FieldChecks.isInstance(usage.getInstance())
            && InstanceId.parse(usage.getInstance()).tenant().equals(record.key()),
        "length of instance",
        usage.getInstance().length(),
        "an instance of the tenant that is the key");
    FieldChecks.notNegative("day", usage.getDay());
    FieldChecks.require(usage.getDay() <= MAX_DAY, "day", usage.getDay(), "at most " + MAX_DAY);
    FieldChecks.notNegative("raw_records", usage.getRawRecords());
    FieldChecks.notNegative("raw_bytes", usage.getRawBytes());
    FieldChecks.notNegative("result_records", usage.getResultRecords());
    return usage;
  }
}
