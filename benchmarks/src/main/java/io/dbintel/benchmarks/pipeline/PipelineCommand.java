package io.dbintel.benchmarks.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.embedded.Directories;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a statement row costs in the stream topology, compared in the same run with a topology that
 * only stores rows and with one that only passes records on.
 */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Throughput, CPU, memory and latency of the stream topology per statement row.")
public final class PipelineCommand implements Callable<Integer> {

  private static final String ALL = "all";

  /** The topologies take turns, so that other load on the machine affects all of them. */
  private static final int ROUNDS = 4;

  private static final List<String> BROKER_FLAGS =
      List.of("-Xmx1g", "-Dlogback.configurationFile=dbintel-embedded-logback.xml");

  @Spec private CommandSpec spec;

  @Option(
      names = "--instances",
      defaultValue = "50",
      description = "Database instances, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      description = "Statement rows to measure; as many warm up (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--seed",
      defaultValue = "20261126",
      description = "Seed of the load (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--topology",
      defaultValue = ALL,
      description = "full, minimal, pass-through or all (default: ${DEFAULT-VALUE}).")
  private String topology;

  @Option(
      names = "--partitions",
      defaultValue = "12",
      description = "Partitions of the topics (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--paced-rate",
      defaultValue = "10000",
      description = "Statement rows a second while latency is taken (default: ${DEFAULT-VALUE}).")
  private int pacedRate;

  @Option(
      names = "--ticks",
      defaultValue = "10",
      description = "Session ticks between two statement polls (default: ${DEFAULT-VALUE}).")
  private int ticks;

  @Option(
      names = "--metric-polls",
      defaultValue = "1",
      description = "Metric polls between two statement polls (default: ${DEFAULT-VALUE}).")
  private int metricPolls;

  @Option(
      names = "--texts",
      defaultValue = "3",
      description = "Texts published between two statement polls (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--all-columns-every",
      defaultValue = "10",
      description =
          "Every so many statement polls carry all columns; 1 for all of them"
              + " (default: ${DEFAULT-VALUE}).")
  private int allColumnsEvery;

  @Override
  public Integer call() throws Exception {
    List<MeasuredTopology> wanted = wanted();
    requireBetween("--instances", instances, 1, 10_000);
    requireBetween("--rows", rows, 1_000, 1_000_000_000);
    requireBetween("--partitions", partitions, 1, 1_000);
    requireBetween("--paced-rate", pacedRate, 1, 1_000_000);
    requireBetween("--ticks", ticks, 0, 1_000);
    requireBetween("--metric-polls", metricPolls, 0, 1_000);
    requireBetween("--texts", texts, 0, 128);
    requireBetween("--all-columns-every", allColumnsEvery, 1, 1_000_000);
    LoadMix mix = new LoadMix(ticks, metricPolls, texts, allColumnsEvery);
    LoadShape shape = LoadShape.of(instances, rows, mix, seed);
    Path directory = Files.createTempDirectory("dbintel-bench");
    try (ChildJvm broker = broker(directory)) {
      String bootstrapServers = broker.ask("address");
      try (PipelineTopics topics = new PipelineTopics(bootstrapServers)) {
        topics.create(partitions);
        PipelineReport report =
            new PipelineReport(
                shape, pacedRate, measure(wanted, shape, bootstrapServers, directory));
        topics.requireNoDeadLetters();
        System.out.print(report.table());
        System.out.println(new ObjectMapper().writeValueAsString(report.line()));
      }
    } finally {
      Directories.deleteRecursively(directory);
    }
    return 0;
  }

  private static ChildJvm broker(Path directory) throws IOException {
    return ChildJvm.start(
        BrokerProgram.class,
        System.getProperty("java.class.path"),
        BROKER_FLAGS,
        List.of(directory.resolve("kafka").toString()));
  }

  private Map<MeasuredTopology, Figures> measure(
      List<MeasuredTopology> wanted, LoadShape shape, String bootstrapServers, Path directory)
      throws IOException, InterruptedException {
    List<TopologyRun> runs = new ArrayList<>();
    try {
      for (MeasuredTopology next : wanted) {
        say("warming up " + next.label());
        TopologyRun run = new TopologyRun(next, shape, bootstrapServers, partitions, directory);
        runs.add(run);
        run.warmUp();
      }
      for (int round = 1; round <= ROUNDS; round++) {
        say("round " + round + " of " + ROUNDS);
        for (TopologyRun run : runs) {
          run.measure(shape.rows() / ROUNDS);
        }
      }
      Map<MeasuredTopology, Figures> figures = new EnumMap<>(MeasuredTopology.class);
      for (TopologyRun run : runs) {
        if (run.topology() != MeasuredTopology.PASS_THROUGH) {
          say("profile of " + run.topology().label());
          run.profile(shape.rows() / ROUNDS);
        }
        if (run.topology() == MeasuredTopology.FULL) {
          say("latency at " + pacedRate + " rows/s");
          run.measureLatency(pacedRate);
        }
        figures.put(run.topology(), run.figures());
      }
      return figures;
    } finally {
      for (TopologyRun run : runs) {
        run.close();
      }
    }
  }

  private static void say(String what) {
    System.out.println("bench pipeline: " + what);
  }

  private List<MeasuredTopology> wanted() {
    List<MeasuredTopology> found =
        Arrays.stream(MeasuredTopology.values())
            .filter(each -> topology.equals(ALL) || topology.equals(each.label()))
            .toList();
    if (found.isEmpty()) {
      throw wrong(
          "--topology is \"" + topology + "\"; expected full, minimal, pass-through or all");
    }
    return found;
  }

  private void requireBetween(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw wrong(option + " is " + value + "; expected " + least + " to " + most);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
