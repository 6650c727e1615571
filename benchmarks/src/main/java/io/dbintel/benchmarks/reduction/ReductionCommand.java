package io.dbintel.benchmarks.reduction;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Bytes that the shipped sampling saves, and what it still tells by name. */
@Command(
    name = "reduction",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Bytes of the results with the shipped rules, beside every row by its name.")
public final class ReductionCommand implements Callable<Integer> {
  private static final double WANTED_REDUCTION = 0.9;
  private static final double WANTED_TIME = 0.95;

  /** Workloads that are shown beside the one of the JSON line. */
  private static final List<Double> OTHER_EXPONENTS = List.of(1.0, 1.2, 1.3);

  @Option(
      names = "--statements",
      defaultValue = "5000",
      description = "Statements of the instance (default: ${DEFAULT-VALUE}).")
  private int statements;

  @Option(
      names = "--executions",
      defaultValue = "300000",
      description = "Executions between two polls, 10 s (default: ${DEFAULT-VALUE}).")
  private long executions;

  @Option(
      names = "--polls",
      defaultValue = "12",
      description = "Measured polls (default: ${DEFAULT-VALUE}).")
  private int polls;

  @Option(
      names = "--exponent",
      defaultValue = "1.4",
      description = "Exponent of the Zipf distribution of executions (default: ${DEFAULT-VALUE}).")
  private double exponent;

  @Option(
      names = "--sigma",
      defaultValue = "2",
      description = "Sigma of the log-normal mean times (default: ${DEFAULT-VALUE}).")
  private double sigma;

  @Option(
      names = "--seed",
      defaultValue = "20261127",
      description = "Seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    for (double other : OTHER_EXPONENTS) {
      measure(other);
    }
    Reduction reduction = measure(exponent);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "reduction");
    line.put("bytes_reduction", rounded(reduction.bytesReduction()));
    line.put("time_attributed", rounded(reduction.timeAttributed()));
    line.put("conserved", reduction.conserved());
    line.put("statements", statements);
    line.put("exponent", exponent);
    line.put("sigma", sigma);
    System.out.println(new ObjectMapper().writeValueAsString(line));
    boolean good =
        reduction.conserved()
            && reduction.bytesReduction() >= WANTED_REDUCTION
            && reduction.timeAttributed() >= WANTED_TIME;
    return good ? 0 : 1;
  }

  private Reduction measure(double zipf) throws Exception {
    Reduction reduction =
        Reduction.of(new Reduction.Workload(statements, executions, polls, zipf, sigma, seed));
    System.out.printf(
        "bench reduction: exponent %.1f: %.0f of %.0f records a poll, %.3f fewer bytes, %.3f of the"
            + " time named, conserved %s%n",
        zipf,
        reduction.records(),
        reduction.allRecords(),
        reduction.bytesReduction(),
        reduction.timeAttributed(),
        reduction.conserved());
    return reduction;
  }

  private static double rounded(double share) {
    return Math.round(share * 1e4) / 1e4;
  }
}
