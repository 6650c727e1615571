package io.dbintel.schemas.serde;

import org.apache.avro.Schema;

/** A record that was encoded with {@link AvroBytes} and is sent once. */
public final class EncodedRecord {
  private final Schema schema;
  private final byte[] wire;

  private EncodedRecord(Schema schema, byte[] wire) {
    this.schema = schema;
    this.wire = wire;
  }

  /** Takes what was written, which is one record of {@code schema}; {@code bytes} begin anew. */
  public static EncodedRecord take(Schema schema, AvroBytes bytes) {
    return new EncodedRecord(schema, bytes.takeWithHeader());
  }

  /** What the bytes are a record of. */
  public Schema schema() {
    return schema;
  }

  /** The record in the wire format; always the same array. */
  byte[] wire(int schemaId) {
    WireFormat.writeHeader(wire, schemaId);
    return wire;
  }
}
