package io.dbintel.streams;

import io.dbintel.runtime.lifecycle.ServiceCommand;
import io.dbintel.streams.admin.AdminTokenCommand;
import picocli.CommandLine;

/** Command line of the stream processors. */
public final class ProcessorsCommand {

  private ProcessorsCommand() {}

  /** Ends the process with the exit code of the subcommand. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return ServiceCommand.of(
        "dbintel-processors",
        "Turns raw records into results.",
        ProcessorsConfig.class,
        StreamProcessors::new,
        new SendCommand(),
        new ReplayCommand(),
        new TopologyCommand(),
        new AdminTokenCommand());
  }
}
