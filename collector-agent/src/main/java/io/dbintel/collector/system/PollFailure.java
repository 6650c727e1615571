package io.dbintel.collector.system;

/** Why a poll failed. The message is for people: no secret, no literal from a database. */
public final class PollFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean unreachable;

  /**
   * @param reason short code for the outcome, such as an SQLSTATE
   * @param message what is wrong; after "; " the fix
   * @param unreachable whether no collector can work: the whole instance backs off
   * @param cause what was thrown; null for none
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

  /** This failure as a finding of a check: what comes before "; " is wrong, the rest the fix. */
  public CheckFinding asFinding() {
    String message = getMessage();
    int fix = message.indexOf("; ");
    return fix < 0
        ? new CheckFinding(true, message, "see the server's log")
        : new CheckFinding(true, message.substring(0, fix), message.substring(fix + 2));
  }
}
