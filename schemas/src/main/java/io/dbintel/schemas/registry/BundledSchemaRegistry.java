package io.dbintel.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry that needs no server: the id of a schema is computed from its SHA-256.
 *
 * <p>Schemas of this version are built in; those of other versions come from the topic {@code
 * dbintel.schemas}, to which every producer writes its schemas before its first record.
 */
public final class BundledSchemaRegistry implements SchemaRegistry {

  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>(BundledSchemas.byId());
  private final SchemaTopic topic;

  /** A registry without the topic, which resolves only schemas of this version. */
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

  /**
   * Whether an id is one that this kind of registry assigns: it has the top bit set. No schema
   * registry assigns such an id.
   */
  public static boolean assigns(int id) {
    return id < 0;
  }

  @Override
  public Schema byId(int id) {
    if (!assigns(id)) {
      throw new UnknownSchemaException(
          "schema id "
              + id
              + " was assigned by a schema registry, and none is configured here; set"
              + " schemaRegistry.url to the registry that the producer of the record uses");
    }
    Schema known = schemas.get(id);
    if (known == null) {
      schemas.putAll(topic.read());
      known = schemas.get(id);
    }
    if (known == null) {
      throw new UnknownSchemaException(
          String.format(
              "schema id 0x%08x is neither built into this version nor in topic dbintel.schemas; "
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
