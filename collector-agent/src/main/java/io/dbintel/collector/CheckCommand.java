package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.config.InstanceConfig;
import io.dbintel.collector.postgresql.Finding;
import io.dbintel.collector.postgresql.InstanceCheck;
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

/** Says per instance what is missing and the statement that mends it. */
@Command(
    name = "check",
    description = "Says per instance what is missing and the SQL that mends it; exit code 1 if so.")
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
    boolean complete = true;
    for (InstanceConfig instance : config.instances()) {
      complete &= check(instance, spec.commandLine().getOut());
    }
    return complete ? ServiceMain.STOPPED : ServiceMain.FAILED;
  }

  private static boolean check(InstanceConfig instance, PrintWriter out) {
    List<Finding> findings = InstanceCheck.of(instance);
    out.println(instance.id() + " (" + instance.address() + ")");
    for (Finding finding : findings) {
      out.println("  " + (finding.missing() ? "missing: " : "advice: ") + finding.what());
      out.println("    " + finding.wayOut());
    }
    boolean complete = findings.stream().noneMatch(Finding::missing);
    if (complete) {
      out.println("  ready");
    }
    return complete;
  }
}
