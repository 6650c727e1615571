package io.dbintel.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The registry that needs no server: an id is a fingerprint of its schema.
 *
 * <p>Schemas of this version are known; those of other versions come from the topic {@code
 * dbintel.schemas}, where every producer has written its schemas before its first record.
 */
public final class BundledSchemaRegistry implements SchemaRegistry {

  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>(BundledSchemas.byId());
  private final SchemaTopic topic;

  /** Without the topic: only schemas of this version can be read. */
  public BundledSchemaRegistry() {
    this(SchemaTopic.NONE);
  }

  /**
   * @param topic where schemas are published and looked up; closed with this registry
   */
  public BundledSchemaRegistry(SchemaTopic topic) {
    this.topic = topic;
  }

  @Override
  public int register(String subject, Schema schema) {
    int id = BundledSchemas.idOf(schema);
    schemas.put(id, schema);
    topic.publish(id, schema);
    return id;
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known == null) {
      schemas.putAll(topic.read());
      known = schemas.get(id);
    }
    if (known == null) {
      throw new UnknownSchemaException(
          id,
          String.format(
              "schema id 0x%08x is neither of this version nor in the topic dbintel.schemas; "
                  + "upgrade this service, or find the producer that wrote records without "
                  + "publishing its schema",
              id));
    }
    return known;
  }

  @Override
  public void close() {
    topic.close();
  }
}
