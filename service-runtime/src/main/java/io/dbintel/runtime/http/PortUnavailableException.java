package io.dbintel.runtime.http;

/** A TCP port that could not be listened on; the message names it and the way out. */
public final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
