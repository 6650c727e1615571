package io.dbintel.schemas.registry;

/** A registry refused a schema because readers or writers of earlier versions would break. */
public final class IncompatibleSchemaException extends SchemaRegistryException {

  private static final long serialVersionUID = 1;

  public IncompatibleSchemaException(String message) {
    super(message);
  }
}
