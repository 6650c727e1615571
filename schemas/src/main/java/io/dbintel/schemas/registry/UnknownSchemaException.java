package io.dbintel.schemas.registry;

/** The schema id of a record cannot be resolved, so the record cannot be decoded. */
public final class UnknownSchemaException extends SchemaRegistryException {

  private static final long serialVersionUID = 1;

  public UnknownSchemaException(String message) {
    super(message);
  }
}
