package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.JsonSchemaExport;
import io.dbintel.runtime.lifecycle.ServiceMain;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command line of the stream processors. */
@Command(
    name = "dbintel-processors",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Turns raw records into results.",
    subcommands = {InstanceCommand.class})
public final class ProcessorsCommand {
  @Spec private CommandSpec spec;

  /** Shapes in which the topology is printed. */
  enum Format {
    TEXT,
    MERMAID
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ProcessorsCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Command(name = "run", description = "Runs the processors until they are stopped.")
  int run(
      @Option(
              names = "--config",
              required = true,
              description = "Configuration file; later ones overlay earlier ones.")
          List<Path> files) {
    return ServiceMain.run(
        "stream processors",
        () -> new StreamProcessors(ConfigLoader.load(ProcessorsConfig.class, files)));
  }

  @Command(name = "topology", description = "Prints the topology.")
  int topology(
      @Option(names = "--format", defaultValue = "text", description = "text or mermaid.")
          Format format) {
    print(format == Format.TEXT ? TopologyPrinter.text() : TopologyPrinter.mermaid());
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "config-schema", description = "Prints the JSON Schema of the configuration.")
  int configSchema() {
    print(JsonSchemaExport.of(ProcessorsConfig.class));
    return CommandLine.ExitCode.OK;
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
