package io.dbintel.streams.validation;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.UnknownSchemaException;
import io.dbintel.schemas.serde.UndecodableRecordException;
import io.dbintel.schemas.serde.WireFormat;
import java.util.function.Function;

/** What every value in the wire format has to keep to, before its fields are looked at. */
final class WireChecks {
  private WireChecks() {}

  /** Checks that there is a value. */
  static void present(byte[] value) throws InvalidRecordException {
    if (value == null) {
      throw new InvalidRecordException("invalid_field", "record value is null");
    }
  }

  /**
   * What {@code decoder} makes of a value.
   *
   * @throws InvalidRecordException when nothing can be made of it, now or later
   * @throws UnknownSchemaException for an id that a schema registry assigned and does not know:
   *     that is not the record's fault
   */
  static <T> T decode(byte[] value, Function<byte[], T> decoder) throws InvalidRecordException {
    try {
      return decoder.apply(value);
    } catch (UndecodableRecordException e) {
      throw new InvalidRecordException("undecodable", e.getMessage());
    } catch (UnknownSchemaException e) {
      if (BundledSchemaRegistry.assigns(WireFormat.schemaId(value))) {
        throw new InvalidRecordException("unknown_schema", e.getMessage());
      }
      throw e;
    }
  }
}
