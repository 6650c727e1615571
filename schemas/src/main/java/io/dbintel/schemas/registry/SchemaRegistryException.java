package io.dbintel.schemas.registry;

/** A schema registry rejected a request or could not be reached; the message contains the fix. */
public class SchemaRegistryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SchemaRegistryException(String message) {
    super(message);
  }

  public SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
