package io.dbintel.exporter;

import io.dbintel.exporter.config.ExporterConfig;
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

/** {@code dbintel exporter}: delivers results to OTLP backends and other sinks. */
@Command(
    name = "exporter",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Delivers results to OTLP backends and other sinks.",
    subcommands = {ExporterCommand.Run.class, ExporterCommand.ConfigSchema.class})
public final class ExporterCommand {

  /** Exit code 0: stopped; 1: failed; 2: configuration or usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ExporterCommand()).execute(arguments));
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Runs until it is told to stop.")
  static final class Run implements Callable<Integer> {

    @Option(
        names = "--config",
        required = true,
        description = "YAML file; later ones override earlier ones.")
    private List<Path> files;

    @Override
    public Integer call() {
      return ServiceMain.run(
          "exporter", () -> new ExporterService(ConfigLoader.load(ExporterConfig.class, files)));
    }
  }

  @Command(
      name = "config-schema",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Prints the JSON Schema of the configuration.")
  static final class ConfigSchema implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(JsonSchemaExport.of(ExporterConfig.class));
      return 0;
    }
  }
}
