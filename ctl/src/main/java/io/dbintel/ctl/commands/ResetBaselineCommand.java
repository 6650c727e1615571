package io.dbintel.ctl.commands;

import picocli.CommandLine.Command;

/** Takes the next full poll of an instance as the base of its differences. */
@Command(
    name = "reset-baseline",
    description = "Takes the next full poll of an instance as the base of its differences.")
public final class ResetBaselineCommand extends OrderCommand {

  /** With these options. */
  public ResetBaselineCommand(Access access) {
    super(access, "reset-baseline");
  }

  @Override
  String what() {
    return "new baseline";
  }
}
