package io.dbintel.schemas.serde;

/** The Confluent wire format: magic byte 0, schema id (4 bytes, big-endian), Avro binary. */
public final class WireFormat {

  /** Bytes before the Avro binary. */
  public static final int HEADER_BYTES = 5;

  /** Record header with the simple name of the record class, so that consumers can skip records. */
  public static final String SCHEMA_HEADER = "dbintel-schema";

  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(byte[] target, int schemaId) {
    target[0] = MAGIC;
    target[1] = (byte) (schemaId >>> 24);
    target[2] = (byte) (schemaId >>> 16);
    target[3] = (byte) (schemaId >>> 8);
    target[4] = (byte) schemaId;
  }

  /**
   * The schema id of a value.
   *
   * @throws UndecodableRecordException when the value is not in the wire format
   */
  public static int schemaId(byte[] value) {
    if (value.length < HEADER_BYTES) {
      throw new UndecodableRecordException(
          "value of "
              + value.length
              + " bytes; expected at least "
              + HEADER_BYTES
              + " (wire format)");
    }
    if (value[0] != MAGIC) {
      throw new UndecodableRecordException(
          "first byte of the value is " + (value[0] & 0xff) + "; expected 0 (wire format)");
    }
    return (value[1] & 0xff) << 24
        | (value[2] & 0xff) << 16
        | (value[3] & 0xff) << 8
        | (value[4] & 0xff);
  }
}
