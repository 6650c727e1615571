package io.dbintel.exporter.prometheus;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest value of every series in the model of Prometheus' client; deltas are added up.
 * Thread-safe.
 */
final class CurrentValues {

  /** Takes the deltas of series beyond the limit, as OpenTelemetry's overflow attribute. */
  private static final Labels OVERFLOW = Labels.of("otel_metric_overflow", "true");

  private final int maxSeries;
  private final Map<String, Family> families = new TreeMap<>();
  private int series;
  private long overflow;
  private long conflicts;

  /**
   * @param maxSeries series kept; the points of further ones are counted
   */
  CurrentValues(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  synchronized void add(ResultMetrics result) {
    for (Metric metric : result.getMetrics()) {
      String name = MetricNames.metric(metric.getName(), metric.getUnit());
      Family family =
          families.computeIfAbsent(
              name, n -> new Family(metric.getDescription(), isCounter(metric), new HashMap<>()));
      if (family.counter() != isCounter(metric)) {
        conflicts += metric.getPoints().size();
        continue;
      }
      for (MetricPoint point : metric.getPoints()) {
        if (family.counter() && !(value(point) >= 0)) {
          conflicts++;
          continue;
        }
        add(family, metric.getDelta(), MetricNames.labels(result.getResource(), point), point);
      }
    }
  }

  synchronized MetricSnapshots snapshots() {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    families.forEach((name, family) -> snapshots.metricSnapshot(snapshot(name, family)));
    return snapshots
        .metricSnapshot(
            count(
                "dbintel_exporter_overflow_points", "Points of series beyond maxSeries.", overflow))
        .metricSnapshot(
            count(
                "dbintel_exporter_conflicting_points",
                "Points left out: another metric has the name with another type, or a counter would"
                    + " fall.",
                conflicts))
        .build();
  }

  private void add(Family family, boolean delta, Labels labels, MetricPoint point) {
    Current latest = new Current(value(point), point.getTime());
    boolean known = family.values().containsKey(labels);
    if (known || series < maxSeries) {
      series += known ? 0 : 1;
      family.values().merge(labels, latest, delta ? Current::plus : Current::later);
      return;
    }
    overflow++;
    if (delta) {
      family.values().merge(OVERFLOW, latest, Current::plus);
    }
  }

  private static MetricSnapshot snapshot(String name, Family family) {
    return family.counter() ? counter(name, family) : gauge(name, family);
  }

  private static CounterSnapshot counter(String name, Family family) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(family.help());
    family
        .values()
        .forEach(
            (labels, current) ->
                counter.dataPoint(
                    CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(current.value())
                        .build()));
    return counter.build();
  }

  private static GaugeSnapshot gauge(String name, Family family) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(family.help());
    family
        .values()
        .forEach(
            (labels, current) ->
                gauge.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(current.value())
                        .build()));
    return gauge.build();
  }

  private static CounterSnapshot count(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static boolean isCounter(Metric metric) {
    return metric.getType() == MetricType.SUM && metric.getMonotonic();
  }

  private static double value(MetricPoint point) {
    return point.getLongValue() != null ? point.getLongValue() : point.getDoubleValue();
  }

  /** A value and the moment it was true, in microseconds since the epoch. */
  private record Current(double value, long time) {
    Current plus(Current other) {
      return new Current(value + other.value, Math.max(time, other.time));
    }

    Current later(Current other) {
      return other.time >= time ? other : this;
    }
  }

  private record Family(String help, boolean counter, Map<Labels, Current> values) {}
}
