package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.lifecycle.ServiceMain;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says for each instance what is missing and what fixes it. */
@Command(
    name = "check",
    description =
        "Says for each instance what is missing and what fixes it; exit code 1 if anything is.")
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      description = "Configuration file; several are merged in order.")
  private List<Path> configFiles;

  @Override
  public Integer call() {
    AgentConfig config = ConfigLoader.load(AgentConfig.class, configFiles);
    DatabaseSystems systems = DatabaseSystems.load();
    boolean complete = true;
    for (InstanceConfig instance : config.instances()) {
      complete &= report(instance, systems.check(instance), spec.commandLine().getOut());
    }
    return complete ? ServiceMain.STOPPED : ServiceMain.FAILED;
  }

  private static boolean report(
      InstanceConfig instance, List<CheckFinding> findings, PrintWriter out) {
    out.println(instance.id() + " (" + instance.address() + ")");
    for (CheckFinding finding : findings) {
      out.println("  " + (finding.missing() ? "missing: " : "advice: ") + finding.what());
      out.println("    " + finding.fix());
    }
    boolean complete = findings.stream().noneMatch(CheckFinding::missing);
    if (complete) {
      out.println("  ready");
    }
    return complete;
  }
}
