package io.dbintel.systemtests;

import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.systemtests.exactness.ExactnessProof;
import io.dbintel.systemtests.exactness.ExactnessResult;
import io.dbintel.systemtests.field.FieldProof;
import io.dbintel.systemtests.field.FieldResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows on real servers, with real processes and faults, that a promise of the product holds. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Proves a promise on real servers; the last line is one JSON object.",
    subcommands = {ProveCommand.Exactness.class, ProveCommand.Field.class})
public final class ProveCommand {

  /** Exit code 0: proved; 1: refuted; 2: usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ProveCommand()).execute(arguments));
  }

  @Command(
      name = "exactness",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description =
          "Every call, row and nanosecond that PostgreSQL counted arrives over OTLP, through kills"
              + " of the agent and the processors, a second agent, a restart and a reset.")
  static final class Exactness implements Callable<Integer> {

    @Option(
        names = "--for",
        defaultValue = "60s",
        converter = DurationConverter.class,
        description = "How long the workload runs in the first phase (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
        names = "--workload",
        defaultValue = "auto",
        description = "pgbench, built-in, or auto: pgbench when installed (default: auto).")
    private String workload;

    @Option(
        names = "--keep",
        description = "Folder to keep logs and configurations in; a temporary one by default.")
    private Path directory;

    @Override
    public Integer call() throws Exception {
      ExactnessResult result = new ExactnessProof(duration, workload, directory).run();
      System.out.println(result.toJson());
      return result.exact() ? 0 : 1;
    }
  }

  @Command(
      name = "field",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description =
          "Odd servers of the field (poolers, encodings, names, hostile settings, standbys) are read"
              + " all the same, or what cannot be is said by name; a line a server.")
  static final class Field implements Callable<Integer> {

    @Option(
        names = "--only",
        defaultValue = "",
        description = "Tries only servers whose name contains this text.")
    private String only;

    @Override
    public Integer call() throws Exception {
      FieldResult result =
          new FieldProof(server -> server.name().contains(only), System.out::println).run();
      System.out.println(result.toJson());
      return result.count(FieldResult.Status.FAILED) == 0 ? 0 : 1;
    }
  }

  /** Durations as the configuration files write them: 500ms, 60s, 5m. */
  static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String iso =
          value.endsWith("ms") ? millis(value) : "PT" + value.toUpperCase(java.util.Locale.ROOT);
      return Duration.parse(iso);
    }

    private static String millis(String value) {
      return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2))).toString();
    }
  }
}
