package io.dbintel.collector.system;

/** Why a poll gave nothing. The message is for people: no secret, no literal from a database. */
public final class PollFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean unreachable;

  /**
   * @param reason short code for the outcome, such as an SQLSTATE
   * @param message what is wrong and the way out
   * @param unreachable whether no collector can work: the whole instance backs off
   */
  public PollFailure(String reason, String message, boolean unreachable, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.unreachable = unreachable;
  }

  public String reason() {
    return reason;
  }

  public boolean unreachable() {
    return unreachable;
  }
}
