package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records of any class of {@code io.dbintel.schemas.avro}, written by any version of their
 * schema.
 *
 * <p>Throws {@link UndecodableRecordException} for bytes that are not such a record and {@link
 * io.dbintel.schemas.registry.UnknownSchemaException} for a schema id that cannot be resolved.
 * Thread-safe.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  static {
    AvroSafety.install();
  }

  private final SchemaRegistry registry;
  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

  public AvroDeserializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public T deserialize(String topic, byte[] value) {
    if (value == null) {
      return null;
    }
    int id = WireFormat.schemaId(value);
    SpecificDatumReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = reader(registry.byId(id));
      readers.put(id, reader);
    }
    try {
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, null);
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableRecordException(
            "bytes remain after a record of " + reader.getSchema().getFullName());
      }
      return record;
    } catch (IOException
        | AvroRuntimeException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ClassCastException e) {
      throw new UndecodableRecordException(
          "value of "
              + value.length
              + " bytes is not a record of "
              + reader.getSchema().getFullName()
              + ": "
              + e.getClass().getSimpleName(),
          e);
    }
  }

  private SpecificDatumReader<T> reader(Schema writer) {
    Class<?> type = SpecificData.get().getClass(writer);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new UndecodableRecordException(
          "a record of "
              + writer.getFullName()
              + ", which this version does not have; upgrade this service");
    }
    return new SpecificDatumReader<>(writer, SpecificData.get().getSchema(type));
  }
}
