package io.dbintel.schemas.serde;

import io.dbintel.schemas.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** Ids of schemas by topic, each registered before its first record. Thread-safe. */
final class Subjects {
  static {
    AvroSafety.install();
  }

  private final SchemaRegistry registry;
  private final Map<String, Map<Schema, Subject>> byTopic = new ConcurrentHashMap<>();

  Subjects(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * What is the same for all records of a class in a topic.
   *
   * @param id of the schema
   * @param name simple name of the class, as the header has it
   * @param writer writes such records
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Subject(int id, byte[] name, SpecificDatumWriter<SpecificRecord> writer) {

    /** Lets the headers say of which class the record is. */
    void mark(Headers headers) {
      headers.remove(WireFormat.SCHEMA_HEADER);
      headers.add(WireFormat.SCHEMA_HEADER, name);
    }
  }

  /** The subject {@code topic-full.record.Name}. */
  Subject of(String topic, Schema schema) {
    return byTopic
        .computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(schema, unknown -> register(topic, unknown));
  }

  private Subject register(String topic, Schema schema) {
    return new Subject(
        registry.register(topic + "-" + schema.getFullName(), schema),
        schema.getName().getBytes(StandardCharsets.US_ASCII),
        new SpecificDatumWriter<>(schema));
  }
}
