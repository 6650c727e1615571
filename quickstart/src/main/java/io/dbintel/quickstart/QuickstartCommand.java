package io.dbintel.quickstart;

import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.quickstart.view.Screen;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.JsonSchemaExport;
import io.dbintel.runtime.lifecycle.ServiceMain;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code dbintel demo} and {@code dbintel local}. */
@Command(
    name = "dbintel",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "The whole pipeline in one process.")
public final class QuickstartCommand {

  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration INCIDENT_FROM = Duration.ofSeconds(60);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  private final Screen screen;

  QuickstartCommand(Screen screen) {
    this.screen = screen;
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Screen.standardOutput()).execute(arguments));
  }

  static CommandLine commandLine(Screen screen) {
    return new CommandLine(new QuickstartCommand(screen))
        .registerConverter(Duration.class, new DurationConverter());
  }

  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Runs the pipeline on a PostgreSQL with a workload and shows the results.")
  int demo(
      @Option(
              names = "--for",
              paramLabel = "DURATION",
              description = "Ends after this time, for example 60s; else on Ctrl-C.")
          Duration length,
      @Option(
              names = "--interval",
              paramLabel = "DURATION",
              description = "Time between two tables; 1s on a terminal, else 5s.")
          Duration interval,
      @Option(
              names = "--incident",
              negatable = true,
              fallbackValue = "true",
              description =
                  "Whether the database gets into trouble once, and the agent rests; by default"
                      + " in a demo of at least 60s.")
          Boolean incident) {
    Optional<Duration> end = Optional.ofNullable(length);
    return ServiceMain.run(
        "demo", () -> new Demo(screen, end, redraw(interval), withIncident(incident, end)));
  }

  @Command(
      name = "local",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Runs the pipeline on your databases, to your OTLP endpoint.")
  int local(
      @Option(
              names = "--config",
              paramLabel = "FILE",
              required = true,
              description = "Configuration file; later ones overlay earlier ones.")
          List<Path> files,
      @Option(
              names = "--interval",
              paramLabel = "DURATION",
              description = "Time between two tables; 1s on a terminal, else 5s.")
          Duration interval) {
    return ServiceMain.run(
        "local",
        () -> new Local(ConfigLoader.load(LocalConfig.class, files), screen, redraw(interval)));
  }

  @Command(
      name = "config-schema",
      description = "Prints the JSON Schema of the configuration of local.")
  int configSchema() {
    spec.commandLine().getOut().println(JsonSchemaExport.of(LocalConfig.class));
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  /** Whether the incident was asked for; if nothing was said, whether there is time for it. */
  static boolean withIncident(Boolean asked, Optional<Duration> length) {
    return asked != null ? asked : length.map(it -> it.compareTo(INCIDENT_FROM) >= 0).orElse(true);
  }

  private Duration redraw(Duration interval) {
    return interval != null ? interval : screen.isTerminal() ? ON_TERMINAL : ELSEWHERE;
  }

  /** Reads {@code 60s}, {@code 10m}, {@code 1.5s}. */
  static final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      try {
        Duration duration = Duration.parse("PT" + text);
        if (!duration.isNegative() && !duration.isZero()) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("found '" + text + "', write it as 60s, 10m or 2h");
      }
      throw new TypeConversionException("found '" + text + "', more than nothing is needed");
    }
  }
}
