package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes records that are encoded already in the wire format. Thread-safe. */
public final class EncodedRecordSerializer implements Serializer<EncodedRecord> {
  private final Subjects subjects;

  /** Registers schemas with {@code registry}. */
  public EncodedRecordSerializer(SchemaRegistry registry) {
    this.subjects = new Subjects(registry);
  }

  @Override
  public byte[] serialize(String topic, Headers headers, EncodedRecord value) {
    if (value == null) {
      return null;
    }
    Subjects.Subject subject = subjects.of(topic, value.schema());
    if (headers != null) {
      subject.mark(headers);
    }
    return value.wire(subject.id());
  }

  @Override
  public byte[] serialize(String topic, EncodedRecord value) {
    return serialize(topic, null, value);
  }
}
