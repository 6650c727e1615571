package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.hash.Digest;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.streams.replay.OrderedBy;
import io.dbintel.streams.replay.Replay;
import io.dbintel.streams.replay.ReplayRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays a part of the raw log through the present code and configuration. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description =
        "Puts a part of the raw log through the present code and configuration once more, and says"
            + " what is different then. Run again with the same arguments it goes on.")
final class ReplayCommand implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      description = "Configuration of the processors; may be repeated.")
  private List<Path> files;

  @Option(
      names = "--operator-config",
      paramLabel = "FILE",
      description = "File whose operators override those of --config.")
  private Path operatorFile;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "First moment of the results, for example 2026-11-20T00:00:00Z.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "INSTANT",
      description = "First moment after them; not later than now.")
  private String to;

  @Option(
      names = "--instance",
      paramLabel = "TENANT/NAME",
      description = "Replays this instance alone.")
  private String instance = "";

  @Option(
      names = "--into",
      required = true,
      paramLabel = "TOPIC-PREFIX|result",
      description =
          "Prefix of the topics that take the results; or result: the live topics, every record"
              + " with the id of the replay.")
  private String into;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      description = "How long before --from reading begins, for state alone (2h).")
  private String warmUp = ReplayRequest.DEFAULT_WARM_UP.toHours() + "h";

  @Option(
      names = "--rate",
      paramLabel = "RECORDS_PER_S",
      description = "Raw records read in a second, at most (2000).")
  private int rate = 2_000;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; with --into result it is written to dbintel.audit.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Says what would be read, and writes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    ReplayRequest request;
    try {
      request =
          new ReplayRequest(
              instant("--from", from), instant("--to", to), duration(warmUp), instance, into, rate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    OrderedBy by = new OrderedBy(System.getProperty("user.name", "unknown"), reason);
    Replay replay =
        new Replay(config(), request, configuration(), Clock.systemUTC(), by, this::print);
    if (dryRun) {
      replay.dryRun();
      return CommandLine.ExitCode.OK;
    }
    Thread stop = new Thread(() -> stop(replay), "dbintel-replay-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Replay.Outcome outcome = replay.run();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // the process is ending already, which is why the replay was stopped
      return CommandLine.ExitCode.SOFTWARE;
    }
    return outcome == Replay.Outcome.INTERRUPTED
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }

  private static void stop(Replay replay) {
    try {
      replay.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All but the operators is that of {@code --config}. */
  private ProcessorsConfig config() {
    ProcessorsConfig base = ConfigLoader.load(ProcessorsConfig.class, files);
    if (operatorFile == null) {
      return base;
    }
    ProcessorsConfig changed = ConfigLoader.load(ProcessorsConfig.class, allFiles());
    return new ProcessorsConfig(
        base.kafka(),
        base.schemaRegistry(),
        base.streams(),
        changed.operators(),
        base.signing(),
        base.http(),
        base.admin());
  }

  private List<Path> allFiles() {
    List<Path> all = new ArrayList<>(files);
    if (operatorFile != null) {
      all.add(operatorFile);
    }
    return all;
  }

  /** What the results depend on beside the log: the version, and every configuration file. */
  private String configuration() throws IOException {
    StringBuilder all = new StringBuilder(ServiceVersion.current());
    for (Path file : allFiles()) {
      all.append('\n')
          .append(HexFormat.of().formatHex(Digest.of(Files.readAllBytes(file)).bytes()));
    }
    return all.toString();
  }

  private static Instant instant(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected " + option + " as in 2026-11-20T00:00:00Z, found " + text, e);
    }
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected --warm-up as a number with s, m, h or d, found " + text);
    }
    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
