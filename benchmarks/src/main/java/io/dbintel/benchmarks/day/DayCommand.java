package io.dbintel.benchmarks.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is stored through a day of steady load; fails when anything grows. */
@Command(
    name = "day",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description =
        "Entries and bytes of every store, own metrics and heap, through a simulated day of steady"
            + " load with new names every hour; exit code 1 when anything grows.")
public final class DayCommand implements Callable<Integer> {
  private static final int DAY = 24;

  @Option(
      names = "--warm-up",
      defaultValue = "28",
      description =
          "Simulated hours before the measured day: what lives a day has filled by then"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--instances",
      defaultValue = "3",
      description = "Database instances (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--statements",
      defaultValue = "2000",
      description =
          "Statements of each; a twentieth is new every hour (default: ${DEFAULT-VALUE}).")
  private int statements;

  @Option(
      names = "--polls-per-hour",
      defaultValue = "12",
      description = "Polls of each collector in an hour (default: ${DEFAULT-VALUE}).")
  private int pollsPerHour;

  @Option(
      names = "--seed",
      defaultValue = "20261127",
      description = "Seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    ChurningServer.Churn churn =
        new ChurningServer.Churn(statements, Math.max(1, statements / 20), 100, 10);
    List<Sample> day = new ArrayList<>();
    long records;
    try (DayRun run = new DayRun(instances, churn, pollsPerHour, seed)) {
      run.run(
          warmUp + DAY,
          sample -> {
            if (sample.hour() == 1) {
              System.out.println("hour " + String.join(", ", sample.figures().keySet()));
            }
            System.out.println(line(sample));
            if (sample.hour() > warmUp) {
              day.add(sample);
            }
          });
      records = run.records();
    }
    List<String> grown = Growth.of(day);
    grown.forEach(line -> System.out.println("bench day: " + line));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "day");
    line.put("bounded", grown.isEmpty());
    line.put("instances", instances);
    line.put("statements", statements);
    line.put("raw_records", records);
    line.put("last_hour", day.get(day.size() - 1).figures());
    System.out.println(new ObjectMapper().writeValueAsString(line));
    return grown.isEmpty() ? 0 : 1;
  }

  private static String line(Sample sample) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4d", sample.hour()));
    sample
        .figures()
        .values()
        .forEach(value -> line.append(String.format(Locale.ROOT, " %,12d", value)));
    return line.toString();
  }
}
