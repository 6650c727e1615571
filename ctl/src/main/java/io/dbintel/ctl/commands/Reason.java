package io.dbintel.ctl.commands;

/** Why something is ordered: what the audit will say. */
final class Reason {

  private static final int LONGEST = 500;

  private Reason() {}

  /** The reason, if it says something and is not too long. */
  static String of(String text, ApiCommand command) {
    String reason = text == null ? "" : text.strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw command.wrong(
          "--reason has "
              + reason.length()
              + " characters; say why in 1 to "
              + LONGEST
              + ", it is written to dbintel.audit");
    }
    return reason;
  }
}
