package io.dbintel.ctl.commands;

import picocli.CommandLine.Command;

/** Drops what the processors remember of an instance. */
@Command(name = "forget", description = "Drops what the processors remember of an instance.")
public final class ForgetCommand extends OrderCommand {

  /** With these options. */
  public ForgetCommand(Access access) {
    super(access, "forget");
  }

  @Override
  String what() {
    return "forgetting";
  }
}
