package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Opens values in the wire format for callers that decode them without making record objects.
 * Thread-safe.
 */
public final class WireReader {

  static {
    AvroSafety.install();
  }

  private final SchemaRegistry registry;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /** Resolves schema ids with {@code registry}. */
  public WireReader(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * The schema that a value was written with; the same object for the same id.
   *
   * @throws UndecodableRecordException when the value is not in the wire format
   * @throws io.dbintel.schemas.registry.UnknownSchemaException when its id cannot be resolved
   */
  public Schema writerSchema(byte[] value) {
    int id = WireFormat.schemaId(value);
    Schema schema = schemas.get(id);
    if (schema == null) {
      schema = registry.byId(id);
      schemas.put(id, schema);
    }
    return schema;
  }

  /**
   * A decoder of what follows the header of a value.
   *
   * @param reuse decoder that is no longer needed; may be null
   */
  public BinaryDecoder decoder(byte[] value, BinaryDecoder reuse) {
    return DecoderFactory.get()
        .binaryDecoder(
            value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, reuse);
  }
}
