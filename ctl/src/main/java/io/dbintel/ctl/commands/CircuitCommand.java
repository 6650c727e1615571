package io.dbintel.ctl.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the circuit of an instance, holds it open or closed, or has it decide anew. */
@Command(
    name = "circuit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Shows the circuit of an instance, holds it open or closed, or has it decide anew.")
public final class CircuitCommand implements Runnable {

  @Spec private CommandSpec spec;

  /**
   * Adds it, with its own subcommands.
   *
   * @param parent what it is a subcommand of
   */
  public static void addTo(CommandLine parent, Access access) {
    parent.addSubcommand(new CircuitCommand());
    CommandLine circuit = parent.getSubcommands().get("circuit");
    circuit
        .addSubcommand(new ShowCircuitCommand(access))
        .addSubcommand(new Open(access))
        .addSubcommand(new Close(access))
        .addSubcommand(new Reset(access));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give show, open, close or reset");
  }

  @Command(name = "open", description = "Stops the agents of an instance until another order.")
  private static final class Open extends CircuitOrderCommand {
    Open(Access access) {
      super(access, "open");
    }
  }

  @Command(name = "close", description = "Lets the agents of an instance poll whatever happens.")
  private static final class Close extends CircuitOrderCommand {
    Close(Access access) {
      super(access, "close");
    }
  }

  @Command(
      name = "reset",
      description = "Has the circuit begin anew, closed, and decide by itself.")
  private static final class Reset extends CircuitOrderCommand {
    Reset(Access access) {
      super(access, "reset");
    }
  }
}
