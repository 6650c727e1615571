package io.dbintel.runtime.lifecycle;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.JsonSchemaExport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line that every service has: {@code run --config FILE…}, {@code config-schema},
 * {@code --help}, {@code --version}, and the service's own subcommands.
 *
 * <p>Exit code 0: done; 1: failed; 2: wrong usage or unusable configuration. An exception thrown by
 * a subcommand is reported as its message on standard error; a {@link ConfigException} gives exit
 * code 2, every other one exit code 1.
 */
public final class ServiceCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

  private ServiceCommand() {}

  /**
   * Makes the command line; the caller does {@code System.exit(line.execute(arguments))}.
   *
   * @param program name of the program, for usage and messages
   * @param description one sentence for the usage
   * @param configuration record that the configuration files are bound to
   * @param service makes the service from its configuration
   * @param subcommands further picocli commands
   */
  public static <C extends Record> CommandLine of(
      String program,
      String description,
      Class<C> configuration,
      Function<? super C, ? extends Service> service,
      Object... subcommands) {
    CommandLine line = new CommandLine(new Root());
    line.getCommandSpec().name(program).usageMessage().description(description);
    line.addSubcommand(new Run<>(program, configuration, service));
    line.addSubcommand(new ConfigSchema(configuration));
    for (Object subcommand : subcommands) {
      line.addSubcommand(subcommand);
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(ServiceCommand::report);
  }

  private static int report(Exception failure, CommandLine command, ParseResult arguments) {
    String name = command.getCommandSpec().qualifiedName();
    String message = failure.getMessage();
    command
        .getErr()
        .println(name + ": " + (message == null ? failure.getClass().getName() : message));
    command.getErr().flush();
    LOG.debug("{} failed", name, failure);
    return failure instanceof ConfigException ? ServiceMain.BAD_CONFIGURATION : ServiceMain.FAILED;
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return ServiceMain.BAD_CONFIGURATION;
    }
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Runs until it is stopped by SIGTERM or Ctrl-C.")
  private static final class Run<C extends Record> implements Callable<Integer> {

    private final String program;
    private final Class<C> configuration;
    private final Function<? super C, ? extends Service> service;

    @Option(
        names = "--config",
        required = true,
        description = "YAML configuration file; with several, later ones override earlier ones.")
    private List<Path> files;

    Run(String program, Class<C> configuration, Function<? super C, ? extends Service> service) {
      this.program = program;
      this.configuration = configuration;
      this.service = service;
    }

    @Override
    public Integer call() {
      return ServiceMain.run(program, () -> service.apply(ConfigLoader.load(configuration, files)));
    }
  }

  @Command(
      name = "config-schema",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Prints the JSON Schema of the configuration.")
  private static final class ConfigSchema implements Callable<Integer> {

    private final Class<? extends Record> configuration;
    @Spec private CommandSpec spec;

    ConfigSchema(Class<? extends Record> configuration) {
      this.configuration = configuration;
    }

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(JsonSchemaExport.of(configuration));
      spec.commandLine().getOut().flush();
      return ServiceMain.STOPPED;
    }
  }
}
