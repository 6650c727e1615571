package io.dbintel.schemas.registry;

/** A registry rejected a schema that is not compatible with earlier versions. */
public final class IncompatibleSchemaException extends SchemaRegistryException {

  private static final long serialVersionUID = 1;

  public IncompatibleSchemaException(String message) {
    super(message);
  }
}
