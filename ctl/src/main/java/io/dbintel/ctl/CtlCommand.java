package io.dbintel.ctl;

import io.dbintel.ctl.api.UsageException;
import io.dbintel.ctl.commands.Access;
import io.dbintel.ctl.commands.BlockingCommand;
import io.dbintel.ctl.commands.BudgetsCommand;
import io.dbintel.ctl.commands.CircuitCommand;
import io.dbintel.ctl.commands.CircuitsCommand;
import io.dbintel.ctl.commands.ForgetCommand;
import io.dbintel.ctl.commands.FullPollCommand;
import io.dbintel.ctl.commands.InstancesCommand;
import io.dbintel.ctl.commands.LedgerCommand;
import io.dbintel.ctl.commands.ResetBaselineCommand;
import io.dbintel.ctl.commands.SamplingCommand;
import io.dbintel.ctl.commands.SessionsCommand;
import io.dbintel.ctl.commands.SkipCommand;
import io.dbintel.ctl.commands.TopCommand;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code dbintel ctl}: asks and steers running processors over their admin API. Exit code 0: done;
 * 1: the API did not answer or refused; 2: wrong usage, no token, an unusable file.
 */
@Command(
    name = "dbintel ctl",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks and steers running processors over their admin API.")
public final class CtlCommand implements Runnable {

  @Mixin private final Access access;
  @Spec private CommandSpec spec;

  private CtlCommand(Access access) {
    this.access = access;
  }

  /** Ends the process with the exit code of the subcommand. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /**
   * The command line, to be executed in a process of somebody else.
   *
   * @param environment variables that may hold address and token
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    Access access = new Access(environment);
    CommandLine line = new CommandLine(new CtlCommand(access));
    line.addSubcommand(new InstancesCommand(access)).addSubcommand(new CircuitsCommand(access));
    CircuitCommand.addTo(line, access);
    return line.addSubcommand(new TopCommand(access))
        .addSubcommand(new SessionsCommand(access))
        .addSubcommand(new BlockingCommand(access))
        .addSubcommand(new SamplingCommand(access))
        .addSubcommand(new BudgetsCommand(access))
        .addSubcommand(new LedgerCommand(access))
        .addSubcommand(new FullPollCommand(access))
        .addSubcommand(new ResetBaselineCommand(access))
        .addSubcommand(new ForgetCommand(access))
        .addSubcommand(new SkipCommand(access))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a subcommand");
  }

  private static int report(Exception failure, CommandLine command) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String safe = message.lines().map(SafeText::line).collect(Collectors.joining("\n"));
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + safe);
    command.getErr().flush();
    boolean usage = failure instanceof UsageException || failure instanceof ConfigException;
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }
}
