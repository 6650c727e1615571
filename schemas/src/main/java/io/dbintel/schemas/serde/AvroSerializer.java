package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated Avro records in the wire format. The subject is {@code topic-full.record.Name}.
 *
 * <p>Thread-safe.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private static final ThreadLocal<Buffer> BUFFER = ThreadLocal.withInitial(Buffer::new);

  private final Subjects subjects;

  public AvroSerializer(SchemaRegistry registry) {
    this.subjects = new Subjects(registry);
  }

  @Override
  public byte[] serialize(String topic, Headers headers, T value) {
    if (value == null) {
      return null;
    }
    Subjects.Subject subject = subjects.of(topic, value.getSchema());
    if (headers != null) {
      subject.mark(headers);
    }
    try {
      return BUFFER.get().write(subject, value);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write to memory", e);
    }
  }

  @Override
  public byte[] serialize(String topic, T value) {
    return serialize(topic, null, value);
  }

  /** A thread's memory, kept while records are of usual size. */
  private static final class Buffer extends ByteArrayOutputStream {
    private static final int USUAL = 64 * 1_024;

    private final byte[] header = new byte[WireFormat.HEADER_BYTES];
    private BinaryEncoder encoder;

    private Buffer() {
      super(1_024);
    }

    byte[] write(Subjects.Subject subject, SpecificRecord value) throws IOException {
      // First the encoder, which writes what a failed record left in it: then it is dropped.
      encoder = EncoderFactory.get().binaryEncoder(this, encoder);
      reset();
      WireFormat.writeHeader(header, subject.id());
      writeBytes(header);
      subject.writer().write(value, encoder);
      encoder.flush();
      byte[] written = toByteArray();
      if (buf.length > USUAL) {
        buf = new byte[1_024];
      }
      return written;
    }
  }
}
