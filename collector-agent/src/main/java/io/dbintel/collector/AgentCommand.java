package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.runtime.lifecycle.ServiceCommand;
import picocli.CommandLine;

/** Command line of the agent. */
public final class AgentCommand {

  private AgentCommand() {}

  /** Ends the process with the exit code of the subcommand. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return ServiceCommand.of(
        "dbintel-agent",
        "Polls databases and publishes what it reads to Kafka.",
        AgentConfig.class,
        CollectorAgent::new,
        new CheckCommand());
  }
}
