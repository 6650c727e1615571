package io.dbintel.ctl.api;

/** A request that the admin API did not fulfil: exit code 1. */
public final class AdminException extends Exception {

  private static final long serialVersionUID = 1L;

  /** There was no answer. */
  public static final int NO_ANSWER = 0;

  private final int status;

  /**
   * @param status HTTP status of the answer; {@link #NO_ANSWER} when there was none
   * @param message what is wrong and the fix
   */
  AdminException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** HTTP status of the answer; {@link #NO_ANSWER} when there was none. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed a little later. */
  public boolean passes() {
    return status == NO_ANSWER || status == 503;
  }

  /** This problem with something more to do about it. */
  public AdminException with(String advice) {
    return new AdminException(status, getMessage() + advice);
  }
}
