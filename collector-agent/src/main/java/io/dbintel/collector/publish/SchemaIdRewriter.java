package io.dbintel.collector.publish;

import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.WireFormat;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes into an encoded value the schema id of the configured registry, just before it is sent;
 * each schema is registered before its first record. Used by the sending thread only.
 */
final class SchemaIdRewriter {

  private static final int ID_OFFSET = 1;

  private final RecordEncoder encoder;
  private final SchemaRegistry registry;
  private final Map<Integer, Integer> registeredIds = new HashMap<>();

  SchemaIdRewriter(RecordEncoder encoder, SchemaRegistry registry) {
    this.encoder = encoder;
    this.registry = registry;
  }

  /** Registers what this version writes, so that the first poll need not wait for it. */
  void registerAll() {
    for (Class<? extends SpecificRecord> type : TopicCatalogue.RAW.values()) {
      Schema schema = SpecificData.get().getSchema(type);
      registeredIds.put(encoder.learn(schema), register(schema));
    }
  }

  private int register(Schema schema) {
    return registry.register(TopicCatalogue.RAW.name() + "-" + schema.getFullName(), schema);
  }

  /**
   * The value with the registry's id.
   *
   * @throws io.dbintel.schemas.registry.SchemaRegistryException when the registry refuses the
   *     schema or is away
   */
  byte[] rewrite(byte[] value) {
    int bundledId = WireFormat.schemaId(value);
    Integer id = registeredIds.get(bundledId);
    if (id == null) {
      id = register(encoder.schemaOf(value));
      registeredIds.put(bundledId, id);
    }
    if (id == bundledId) {
      return value;
    }
    byte[] rewritten = value.clone();
    ByteBuffer.wrap(rewritten).putInt(ID_OFFSET, id);
    return rewritten;
  }
}
