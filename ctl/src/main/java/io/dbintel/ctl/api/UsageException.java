package io.dbintel.ctl.api;

/** An option or a file that the command cannot work with: exit code 2. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was given, what was expected and the fix; no secret
   */
  public UsageException(String message) {
    super(message);
  }
}
