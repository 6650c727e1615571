package io.dbintel.benchmarks;

import io.dbintel.benchmarks.agentcost.AgentCostCommand;
import io.dbintel.benchmarks.day.DayCommand;
import io.dbintel.benchmarks.detection.DetectionCommand;
import io.dbintel.benchmarks.pipeline.PipelineCommand;
import io.dbintel.benchmarks.redaction.RedactionCommand;
import io.dbintel.benchmarks.reduction.ReductionCommand;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures on real servers; every subcommand ends with one JSON line of its figures. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Measures on real servers; the last line is one JSON object.",
    subcommands = {
      AgentCostCommand.class,
      PipelineCommand.class,
      RedactionCommand.class,
      DetectionCommand.class,
      ReductionCommand.class,
      DayCommand.class
    })
public final class BenchCommand {

  /** Exit code 0: measured; 1: failed; 2: usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }
}
