package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated Avro records in the wire format. The subject is {@code topic-full.record.Name}.
 *
 * <p>Thread-safe.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  static {
    AvroSafety.install();
  }

  private final SchemaRegistry registry;
  private final Map<String, Integer> idsBySubject = new ConcurrentHashMap<>();
  private final Map<Schema, SpecificDatumWriter<T>> writers = new ConcurrentHashMap<>();

  public AvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public byte[] serialize(String topic, Headers headers, T value) {
    if (value != null && headers != null) {
      headers.remove(WireFormat.SCHEMA_HEADER);
      headers.add(
          WireFormat.SCHEMA_HEADER,
          value.getSchema().getName().getBytes(StandardCharsets.US_ASCII));
    }
    return serialize(topic, value);
  }

  @Override
  public byte[] serialize(String topic, T value) {
    if (value == null) {
      return null;
    }
    Schema schema = value.getSchema();
    int id =
        idsBySubject.computeIfAbsent(
            topic + "-" + schema.getFullName(), subject -> registry.register(subject, schema));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, id);
    bytes.writeBytes(header);
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      writers.computeIfAbsent(schema, s -> new SpecificDatumWriter<>(s)).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("could not write to memory", e);
    }
    return bytes.toByteArray();
  }
}
