package io.dbintel.streams.validation;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.streams.records.Validated;
import org.apache.avro.specific.SpecificRecord;

/** Validates raw records for tests of what comes after. */
public final class Validation {
  private static final String TOPIC = "dbintel.raw";

  private Validation() {}

  /** The record as a valid one of the instance acme/orders. */
  public static Validated of(SpecificRecord record) throws InvalidRecordException {
    SchemaRegistry registry = new BundledSchemaRegistry();
    return new RecordValidator(registry, new ValidationConfig(ByteSize.parse("2MB")))
        .validate(
            TOPIC,
            "acme/orders",
            new AvroSerializer<SpecificRecord>(registry).serialize(TOPIC, record))
        .record();
  }
}
