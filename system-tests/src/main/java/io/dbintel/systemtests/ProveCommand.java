package io.dbintel.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.systemtests.exactness.ExactnessProof;
import io.dbintel.systemtests.exactness.ExactnessResult;
import io.dbintel.systemtests.field.FieldProof;
import io.dbintel.systemtests.field.FieldResult;
import io.dbintel.systemtests.protection.ProtectionProof;
import io.dbintel.systemtests.protection.ProtectionResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on real servers, with real processes and faults, that a promise of the product holds. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Proves a promise on real servers; the last line is one JSON object.",
    subcommands = {
      ProveCommand.Exactness.class,
      ProveCommand.Field.class,
      ProveCommand.Protection.class
    })
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
          "Every call, row and nanosecond that PostgreSQL counted arrives over OTLP, and every"
              + " monotonic metric and session tick, through kills of the agent and the"
              + " processors, a second agent, restarts, resets and failovers, at any time.")
  static final class Exactness implements Callable<Integer> {

    @Option(
        names = "--for",
        defaultValue = "60s",
        converter = DurationConverter.class,
        description = "How long the workload runs in the first phase (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
        names = "--versions",
        split = ",",
        defaultValue = "18",
        description =
            "Major versions of PostgreSQL, one after the other (default: ${DEFAULT-VALUE}).")
    private List<String> versions;

    @Option(
        names = "--workload",
        defaultValue = "auto",
        description = "pgbench, built-in, or auto: pgbench when installed (default: auto).")
    private String workload;

    @Option(
        names = "--keep",
        description = "Folder to keep logs and configurations in; a temporary one by default.")
    private Path directory;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      requireBinaries();
      Map<String, Boolean> exact = new LinkedHashMap<>();
      for (String version : versions) {
        Path folder =
            directory == null || versions.size() == 1 ? directory : directory.resolve(version);
        ExactnessResult result = new ExactnessProof(version, duration, workload, folder).run();
        System.out.println(result.toJson());
        exact.put(version, result.exact());
      }
      boolean all = !exact.containsValue(false);
      if (versions.size() > 1) {
        System.out.println(summary(exact, all));
      }
      return all ? 0 : 1;
    }

    private void requireBinaries() {
      SortedSet<String> here = EmbeddedPostgres.versions();
      if (!here.containsAll(versions)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "--versions is "
                + String.join(",", versions)
                + ", but the binaries here are of "
                + here
                + "; ./mvnw -pl embedded-servers generate-test-resources fetches 12 to 17");
      }
    }

    private static String summary(Map<String, Boolean> exact, boolean all)
        throws JsonProcessingException {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("prove", "exactness");
      line.put("exact", all);
      line.put("versions", exact);
      return new ObjectMapper().writeValueAsString(line);
    }
  }

  @Command(
      name = "field",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description =
          "Odd servers of the field (poolers, encodings, names, hostile settings, standbys) are"
              + " read all the same, or what cannot be is said by name; a line a server.")
  static final class Field implements Callable<Integer> {

    @Option(
        names = "--only",
        defaultValue = "",
        description = "Tries only servers whose name contains this text.")
    private String only;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      requireSome(only, FieldProof.names(), spec);
      FieldResult result =
          new FieldProof(server -> server.name().contains(only), System.out::println).run();
      System.out.println(result.toJson());
      return result.count(FieldResult.Status.FAILED) == 0 ? 0 : 1;
    }
  }

  @Command(
      name = "protection",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description =
          "Agents leave a real server in trouble (lock queue, connections exhausted, CPU hog)"
              + " alone, probe it and come back by themselves, also while Kafka is away; a line a"
              + " trouble.")
  static final class Protection implements Callable<Integer> {

    @Option(
        names = "--only",
        defaultValue = "",
        description = "Tries only troubles whose name contains this text.")
    private String only;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      requireSome(only, ProtectionProof.names(), spec);
      ProtectionResult result =
          new ProtectionProof(name -> name.contains(only), System.out::println).run();
      System.out.println(result.toJson());
      return result.ok() ? 0 : 1;
    }
  }

  private static void requireSome(String only, List<String> names, CommandSpec spec) {
    if (names.stream().noneMatch(name -> name.contains(only))) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--only is \""
              + only
              + "\", which is in no name; there are: "
              + String.join("; ", names));
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
