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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The latest value of every series in the model of Prometheus' client; deltas are added up. A
 * series that has had no point for an hour is gone: a server that was removed is not shown for
 * ever, and makes room for others. Thread-safe.
 */
final class CurrentValues {

  /** Takes the deltas of series beyond the limit, as OpenTelemetry's overflow attribute. */
  private static final Labels OVERFLOW = Labels.of("otel_metric_overflow", "true");

  private static final Duration EXPIRY = Duration.ofHours(1);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  private final int maxSeries;
  private final LongSupplier nanoTime;
  private final Map<String, Family> families = new TreeMap<>();
  private int series;
  private long sweptAt;
  private long overflow;
  private long conflicts;

  /**
   * @param maxSeries series kept; the points of further ones are counted
   */
  CurrentValues(int maxSeries) {
    this(maxSeries, System::nanoTime);
  }

  CurrentValues(int maxSeries, LongSupplier nanoTime) {
    this.maxSeries = maxSeries;
    this.nanoTime = nanoTime;
    this.sweptAt = nanoTime.getAsLong();
  }

  synchronized void add(ResultMetrics result) {
    sweep();
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
    sweep();
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

  private void sweep() {
    long now = nanoTime.getAsLong();
    if (now - sweptAt < SWEEP_INTERVAL.toNanos()) {
      return;
    }
    sweptAt = now;
    for (Family family : families.values()) {
      int before = known(family);
      family.values().values().removeIf(value -> now - value.seenAt() > EXPIRY.toNanos());
      series -= before - known(family);
    }
    families.values().removeIf(family -> family.values().isEmpty());
  }

  /** Series that count against the bound. */
  private static int known(Family family) {
    return family.values().size() - (family.values().containsKey(OVERFLOW) ? 1 : 0);
  }

  private void add(Family family, boolean delta, Labels labels, MetricPoint point) {
    Current latest = new Current(value(point), point.getTime(), nanoTime.getAsLong());
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

  /**
   * A value.
   *
   * @param time the moment it was true, in microseconds since the epoch
   * @param seenAt when it came, in nanoseconds of this process
   */
  private record Current(double value, long time, long seenAt) {
    Current plus(Current other) {
      return new Current(value + other.value, Math.max(time, other.time), other.seenAt);
    }

    Current later(Current other) {
      return other.time >= time ? other : new Current(value, time, other.seenAt);
    }
  }

  private record Family(String help, boolean counter, Map<Labels, Current> values) {}
}
