package io.dbintel.runtime.http;

/** A TCP port could not be opened for listening; the message names it and the fix. */
public final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
