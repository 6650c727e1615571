package io.dbintel.ctl.commands;

import picocli.CommandLine.Command;

/** Has the agents of an instance read every row. */
@Command(name = "full-poll", description = "Has the agents of an instance read every row.")
public final class FullPollCommand extends OrderCommand {

  /** With these options. */
  public FullPollCommand(Access access) {
    super(access, "full-poll");
  }

  @Override
  String what() {
    return "full poll";
  }
}
