package io.dbintel.schemas.registry;

/** A schema registry refused a request or could not be reached; the message says the way out. */
public class SchemaRegistryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SchemaRegistryException(String message) {
    super(message);
  }

  public SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
