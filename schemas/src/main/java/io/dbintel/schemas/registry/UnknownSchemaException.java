package io.dbintel.schemas.registry;

/** A record names a schema id that cannot be resolved: the record cannot be read by anybody yet. */
public final class UnknownSchemaException extends SchemaRegistryException {

  private static final long serialVersionUID = 1;

  private final int id;

  public UnknownSchemaException(int id, String message) {
    super(message);
    this.id = id;
  }

  /** The id found in the record. */
  public int id() {
    return id;
  }
}
