package io.dbintel.exporter;

import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.lifecycle.ServiceCommand;
import picocli.CommandLine;

/** Command line of the exporter. */
public final class ExporterCommand {

  private ExporterCommand() {}

  /** Ends the process with the exit code of the subcommand. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return ServiceCommand.of(
        "dbintel-exporter",
        "Delivers results to OTLP backends and other sinks.",
        ExporterConfig.class,
        ExporterService::new);
  }
}
