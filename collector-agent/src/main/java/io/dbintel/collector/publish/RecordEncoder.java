package io.dbintel.collector.publish;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.serde.WireFormat;
import io.dbintel.schemas.topic.TopicCatalogue;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes records without a registry, so that polls can be kept while broker and registry are away:
 * the schema id is that of the bundled registry until a record is sent. Thread-safe.
 */
public final class RecordEncoder {

  private final BundledSchemaRegistry schemas = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(schemas);

  /** Encodes a record of topic dbintel.raw; the timestamp is in milliseconds. */
  public RawRecord encode(SpecificRecord record, long timestamp) {
    byte[] value = serializer.serialize(TopicCatalogue.RAW.name(), record);
    return new RawRecord(record.getSchema().getName(), timestamp, value);
  }

  /**
   * The schema an encoded value was written with.
   *
   * @throws io.dbintel.schemas.registry.UnknownSchemaException when no version known here wrote it
   */
  Schema schemaOf(byte[] value) {
    return schemas.byId(WireFormat.schemaId(value));
  }

  /** Adds a schema, such as one of another version found in the spool; gives its id. */
  int learn(Schema schema) {
    return schemas.register(schema.getFullName(), schema);
  }
}
