package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.JsonSchemaExport;
import io.dbintel.runtime.lifecycle.ServiceMain;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command line of the agent. */
@Command(
    name = "dbintel-agent",
    description = "Polls databases and publishes what it reads to Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    subcommands = {CheckCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class AgentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Ends the process with the exit code of the subcommand. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new AgentCommand()).execute(args));
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ServiceMain.BAD_CONFIGURATION;
  }

  @Command(name = "run", description = "Polls until it is told to stop.")
  int run(
      @Option(
              names = "--config",
              required = true,
              description = "Configuration file; several are merged in order.")
          List<Path> config) {
    return ServiceMain.run(
        "dbintel-agent", () -> new CollectorAgent(ConfigLoader.load(AgentConfig.class, config)));
  }

  @Command(name = "config-schema", description = "Prints the JSON Schema of the configuration.")
  int configSchema() {
    spec.commandLine().getOut().println(JsonSchemaExport.of(AgentConfig.class));
    return ServiceMain.STOPPED;
  }
}
