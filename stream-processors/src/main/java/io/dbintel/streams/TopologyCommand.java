package io.dbintel.streams;

import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the topology. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Prints the topology.")
final class TopologyCommand implements Callable<Integer> {

  /** Formats in which the topology is printed. */
  enum Format {
    TEXT,
    MERMAID
  }

  @Spec private CommandSpec spec;

  @Option(names = "--format", defaultValue = "text", description = "text or mermaid.")
  private Format format;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(format == Format.TEXT ? TopologyPrinter.text() : TopologyPrinter.mermaid());
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
