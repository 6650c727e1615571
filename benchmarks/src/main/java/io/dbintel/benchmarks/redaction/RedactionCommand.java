package io.dbintel.benchmarks.redaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Speed of the redaction library on one thread, beside what else there is, in one run. */
@Command(
    name = "redaction",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "JMH: SQL and private values, one thread, beside other ways to do it.")
public final class RedactionCommand implements Callable<Integer> {

  @Option(
      names = "--iterations",
      defaultValue = "15",
      description =
          "Measured fifths of a second of each benchmark in each of three forks (default:"
              + " ${DEFAULT-VALUE}).")
  private int iterations;

  @Override
  public Integer call() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(SqlBenchmark.class.getSimpleName())
                    .include(PiiBenchmark.class.getSimpleName())
                    .forks(3)
                    .jvmArgs("-XX:+UseParallelGC")
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(iterations)
                    .measurementTime(TimeValue.milliseconds(200))
                    .shouldFailOnError(true)
                    .build())
            .run();
    Figures figures = new Figures(results);
    System.out.println(new ObjectMapper().writeValueAsString(figures.line()));
    return 0;
  }

  /** What the results say about statements and texts a second. */
  private record Figures(Collection<RunResult> results) {

    Map<String, Object> line() {
      List<String> large = StatementCorpus.ofAbout(1_000);
      List<String> small = StatementCorpus.ofAbout(116);
      List<String> clean = TelemetryCorpus.withPrivateShare(0);
      double textSeconds = seconds("SqlBenchmark.oursText", "bytes", "1000");
      double allSeconds = seconds("SqlBenchmark.oursAll", "bytes", "1000");
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("bench", "redaction");
      line.put("sql_mb_per_s", round(bytes(large) / textSeconds / 1e6));
      line.put("sql_statements_per_s", perSecond(small, "SqlBenchmark.oursText"));
      for (String other : List.of("bareScan", "pgjdbc", "openTelemetry", "regex")) {
        double theirs = seconds("SqlBenchmark." + other, "bytes", "1000");
        line.put("sql_ratio_to_" + snakeCase(other), round(theirs / textSeconds));
      }
      line.put("sql_all_outputs_mb_per_s", round(bytes(large) / allSeconds / 1e6));
      line.put("sql_all_outputs_statements_per_s", perSecond(small, "SqlBenchmark.oursAll"));
      double cleanSeconds = seconds("PiiBenchmark.strings", "dirty", "0");
      line.put("pii_clean_strings_per_s", Math.round(clean.size() / cleanSeconds));
      line.put(
          "pii_clean_mb_per_s",
          round(bytes(clean) / seconds("PiiBenchmark.bytes", "dirty", "0") / 1e6));
      line.put(
          "pii_dirty10_strings_per_s",
          Math.round(clean.size() / seconds("PiiBenchmark.strings", "dirty", "10")));
      line.put(
          "pii_ratio_to_regex", round(seconds("PiiBenchmark.regex", "dirty", "0") / cleanSeconds));
      line.put("sql_mean_bytes", List.of(mean(small), mean(large)));
      line.put("pii_mean_bytes", mean(clean));
      line.put("median_to_fastest", round(medianToFastest()));
      return line;
    }

    private long perSecond(List<String> small, String benchmark) {
      return Math.round(small.size() / seconds(benchmark, "bytes", "116"));
    }

    /**
     * Seconds that one pass over a corpus takes in the fastest iteration: on a machine that others
     * share, slower ones measure the others.
     */
    private double seconds(String benchmark, String parameter, String value) {
      return results.stream()
          .filter(result -> result.getParams().getBenchmark().endsWith(benchmark))
          .filter(result -> result.getParams().getParam(parameter).equals(value))
          .mapToDouble(result -> result.getPrimaryResult().getStatistics().getMin() / 1e9)
          .findFirst()
          .orElseThrow();
    }

    /** How much longer the median iteration takes than the fastest: how busy the machine was. */
    private double medianToFastest() {
      return results.stream()
          .map(result -> result.getPrimaryResult().getStatistics())
          .mapToDouble(times -> times.getPercentile(50) / times.getMin())
          .average()
          .orElseThrow();
    }

    private static double bytes(List<String> texts) {
      return texts.stream().mapToInt(t -> t.getBytes(StandardCharsets.UTF_8).length).sum();
    }

    private static double mean(List<String> texts) {
      return round(bytes(texts) / texts.size());
    }

    private static String snakeCase(String name) {
      return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static double round(double value) {
      return Math.round(value * 100) / 100.0;
    }
  }
}
