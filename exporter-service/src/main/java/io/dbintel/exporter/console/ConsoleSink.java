package io.dbintel.exporter.console;

import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** One line for each event and metric point, for looking at what would be sent. */
public final class ConsoleSink implements Sink {

  private final PrintStream out;

  public ConsoleSink(PrintStream out) {
    this.out = out;
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) {
    StringBuilder lines = new StringBuilder();
    for (ResultItem item : items) {
      if (item instanceof ResultItem.Event event) {
        lines
            .append(time(event.event().getTime()))
            .append(' ')
            .append(event.subject())
            .append(' ')
            .append(event.event().getEventName())
            .append(' ')
            .append(new TreeMap<>(event.event().getAttributes()))
            .append('\n');
      } else if (item instanceof ResultItem.Metrics metrics) {
        metrics.metrics().getMetrics().forEach(metric -> append(lines, metrics, metric));
      }
    }
    out.print(lines);
    return List.of(SinkOutcome.written(ResultItem.size(items), lines.length()));
  }

  @Override
  public Health health() {
    return Health.up();
  }

  @Override
  public void close() {
    out.flush();
  }

  private static void append(StringBuilder lines, ResultItem.Metrics metrics, Metric metric) {
    for (MetricPoint point : metric.getPoints()) {
      lines
          .append(time(point.getTime()))
          .append(' ')
          .append(metrics.subject())
          .append(' ')
          .append(metric.getName())
          .append(new TreeMap<>(point.getAttributes()))
          .append(' ')
          .append(value(point))
          .append(' ')
          .append(metric.getUnit())
          .append('\n');
    }
  }

  private static String value(MetricPoint point) {
    return point.getLongValue() != null
        ? point.getLongValue().toString()
        : point.getDoubleValue().toString();
  }

  private static Instant time(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }
}
