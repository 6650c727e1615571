package io.dbintel.benchmarks.pipeline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a run, for people and as one line for programs. */
final class PipelineReport {

  private final LoadShape shape;
  private final int pacedRate;
  private final Map<MeasuredTopology, Figures> figures;

  PipelineReport(LoadShape shape, int pacedRate, Map<MeasuredTopology, Figures> figures) {
    this.shape = shape;
    this.pacedRate = pacedRate;
    this.figures = figures;
  }

  /** Lines that end with a line break. */
  String table() {
    StringBuilder table = new StringBuilder();
    Figures any = figures.values().iterator().next();
    table.append(
        format(
            "%n%,d instances of %,d statements; %,d rows measured; seed %d%n%n",
            shape.instances(), shape.statements(), any.rows(), shape.seed()));
    table.append(
        format(
            "%-13s %9s %9s %9s %11s %9s %9s %9s%n",
            "topology", "records", "rows/s", "CPU µs", "process µs", "bytes", "heap MB", "RSS MB"));
    for (Figures each : figures.values()) {
      table.append(
          format(
              "%-13s %,9d %,9.0f %9.2f %11.2f %,9.0f %9.0f %9.0f%n",
              each.topology().label(),
              each.records(),
              each.rowsPerSecond(),
              each.cpuMicros(),
              each.processCpuMicros(),
              each.allocatedBytes(),
              each.heapMegabytes(),
              each.residentMegabytes()));
    }
    table.append(
        format(
            "%nCPU: of the stream threads; process: of the whole process; bytes: allocated; all per"
                + " row.%n"));
    Figures full = figures.get(MeasuredTopology.FULL);
    if (full != null) {
      table.append(
          format(
              "Rows with growth: %,d, of which %.1f %% left as an event of their own.%n",
              full.measured().rows().grown(), 100 * full.measured().rows().namedShare()));
      table.append(
          format(
              "From append to result at %,d rows/s: p50 %d ms, p99 %d ms, of %,d results.%n",
              pacedRate,
              full.latencies().percentile(50),
              full.latencies().percentile(99),
              full.latencies().size()));
      table.append(
          format(
              "In the topology, CPU time of a record from decoding to its results handed to the"
                  + " producer: p50 %.2f ms, p99 %.2f ms, of %,d records.%n",
              full.measured().turns().percentile(50) / 1_000.0,
              full.measured().turns().percentile(99) / 1_000.0,
              full.measured().turns().size()));
    }
    for (Figures each : figures.values()) {
      if (each.profile() != null) {
        stages(table, each);
      }
    }
    return table.append(format("%n")).toString();
  }

  /** CPU time and allocation of a row, divided by the shares that the profile gives the stages. */
  private static void stages(StringBuilder table, Figures each) {
    table.append(
        format(
            "%n%-32s %7s %7s %8s %7s%n",
            each.topology().label(), "CPU %", "µs", "bytes %", "bytes"));
    for (Stage stage : Stage.values()) {
      double time = each.profile().timeShare(stage);
      double bytes = each.profile().byteShare(stage);
      if (time > 0 || bytes > 0) {
        table.append(
            format(
                "%-32s %7.1f %7.2f %8.1f %,7.0f%n",
                stage.label(),
                100 * time,
                time * each.cpuMicros(),
                100 * bytes,
                bytes * each.allocatedBytes()));
      }
      if (stage == Stage.OPERATORS) {
        operators(table, each);
      }
    }
  }

  private static void operators(StringBuilder table, Figures each) {
    for (String operator : each.profile().operators().keySet()) {
      double time = each.profile().operatorShare(operator);
      table.append(format("  %-30s %7.1f %7.2f%n", operator, 100 * time, time * each.cpuMicros()));
    }
  }

  /** The figures by name; without those of topologies that did not run. */
  Map<String, Object> line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "pipeline");
    Figures full = figures.get(MeasuredTopology.FULL);
    Figures minimal = figures.get(MeasuredTopology.MINIMAL);
    Figures passThrough = figures.get(MeasuredTopology.PASS_THROUGH);
    if (full != null) {
      line.put("rows_per_s", Math.round(full.rowsPerSecond()));
    }
    if (minimal != null) {
      line.put("minimal_rows_per_s", Math.round(minimal.rowsPerSecond()));
    }
    if (passThrough != null) {
      line.put("pass_through_rows_per_s", Math.round(passThrough.rowsPerSecond()));
    }
    if (full != null && minimal != null) {
      line.put("ratio_to_minimal", round(full.rowsPerSecond() / minimal.rowsPerSecond()));
      line.put("cpu_ratio_to_minimal", round(full.cpuMicros() / minimal.cpuMicros()));
    }
    if (full != null) {
      line.put("cpu_us_per_row", round(full.cpuMicros()));
      line.put("named_share", round(full.measured().rows().namedShare()));
      line.put("bytes_per_row", Math.round(full.allocatedBytes()));
      line.put("operators_us_per_row", round(operatorMicros(full)));
      line.put("topology_cpu_p50_ms", full.measured().turns().percentile(50) / 1_000.0);
      line.put("topology_cpu_p99_ms", full.measured().turns().percentile(99) / 1_000.0);
      line.put("p50_ms", full.latencies().percentile(50));
      line.put("p99_ms", full.latencies().percentile(99));
      line.put("heap_mb", Math.round(full.heapMegabytes()));
      line.put("rss_mb", Math.round(full.residentMegabytes()));
    }
    if (minimal != null) {
      line.put("minimal_cpu_us_per_row", round(minimal.cpuMicros()));
      line.put("minimal_bytes_per_row", Math.round(minimal.allocatedBytes()));
    }
    if (passThrough != null) {
      line.put("pass_through_cpu_us_per_row", round(passThrough.cpuMicros()));
    }
    line.put("instances", shape.instances());
    line.put("rows", figures.values().iterator().next().rows());
    return line;
  }

  /** CPU time of all operators and what is around them, µs a row. */
  private static double operatorMicros(Figures each) {
    return each.profile() == null
        ? 0
        : each.profile().timeShare(Stage.OPERATORS) * each.cpuMicros();
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
