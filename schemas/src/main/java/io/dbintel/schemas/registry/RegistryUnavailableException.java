package io.dbintel.schemas.registry;

/** A schema registry did not answer or reported a server error; retrying later may succeed. */
public final class RegistryUnavailableException extends SchemaRegistryException {

  private static final long serialVersionUID = 1;

  public RegistryUnavailableException(String message) {
    super(message);
  }

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
