package io.dbintel.schemas.registry;

import org.apache.avro.Schema;

/** Maps schemas to ids and ids to schemas. Implementations are thread-safe and cache. */
public interface SchemaRegistry extends AutoCloseable {

  /**
   * Registers a schema, or returns the id that it already has.
   *
   * @param subject topic name and record name, {@code topic-full.record.Name}
   * @return id for the wire format
   * @throws RegistryUnavailableException when the registry cannot be reached
   * @throws SchemaRegistryException when the registry rejects it
   */
  int register(String subject, Schema schema);

  /**
   * The schema with the id.
   *
   * @throws UnknownSchemaException when the registry has no such id
   * @throws RegistryUnavailableException when the registry cannot be reached
   */
  Schema byId(int id);

  @Override
  default void close() {}
}
