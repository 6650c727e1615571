package io.dbintel.exporter.prometheus;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest value of every series in Prometheus' text format; differences are added up. Names
 * follow the OpenTelemetry specification "Prometheus and OpenMetrics compatibility". Thread-safe.
 */
final class CurrentValues {

  private static final Map<String, String> UNITS =
      Map.of("By", "_bytes", "s", "_seconds", "ms", "_milliseconds", "ns", "_nanoseconds");

  /** Takes the differences of series beyond the limit, as OpenTelemetry's overflow attribute. */
  private static final String OVERFLOW = "{otel_metric_overflow=\"true\"}";

  private final int maxSeries;
  private final Map<String, Family> families = new TreeMap<>();
  private int series;
  private long overflow;

  CurrentValues(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  synchronized void add(ResultMetrics result) {
    for (Metric metric : result.getMetrics()) {
      Family family =
          families.computeIfAbsent(name(metric), name -> new Family(metric, new TreeMap<>()));
      for (MetricPoint point : metric.getPoints()) {
        add(family, metric.getDelta(), labels(result.getResource(), point), point);
      }
    }
  }

  synchronized String text() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
          text.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
          family
              .values()
              .forEach(
                  (labels, value) ->
                      text.append(name)
                          .append(labels)
                          .append(' ')
                          .append(value.value())
                          .append('\n'));
        });
    text.append("# TYPE dbintel_exporter_overflow_points_total counter\n");
    text.append("dbintel_exporter_overflow_points_total ").append(overflow).append('\n');
    return text.toString();
  }

  private void add(Family family, boolean delta, String labels, MetricPoint point) {
    Current latest = new Current(value(point), point.getTime());
    if (family.values().containsKey(labels) || series < maxSeries) {
      series += family.values().containsKey(labels) ? 0 : 1;
      family.values().merge(labels, latest, delta ? Current::plus : Current::later);
      return;
    }
    overflow++;
    if (delta) {
      family.values().merge(OVERFLOW, latest, Current::plus);
    }
  }

  private static double value(MetricPoint point) {
    return point.getLongValue() != null ? point.getLongValue() : point.getDoubleValue();
  }

  private static String name(Metric metric) {
    String name = metric.getName().replaceAll("[^A-Za-z0-9_]", "_");
    name += UNITS.getOrDefault(metric.getUnit(), "");
    boolean counter = metric.getType() == MetricType.SUM && metric.getMonotonic();
    return counter ? name + "_total" : name;
  }

  private static String labels(ResultResource resource, MetricPoint point) {
    Map<String, String> labels = new TreeMap<>(point.getAttributes());
    labels.put("server.address", resource.getServerAddress());
    labels.put("server.port", Integer.toString(resource.getServerPort()));
    labels.put("dbintel.instance", resource.getInstance());
    StringBuilder text = new StringBuilder("{");
    labels.forEach(
        (key, value) ->
            text.append(text.length() == 1 ? "" : ",")
                .append(key.replaceAll("[^A-Za-z0-9_]", "_"))
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
    return text.append('}').toString();
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

  private record Family(Metric metric, Map<String, Current> values) {
    String help() {
      return metric.getDescription().replace("\\", "\\\\").replace("\n", "\\n");
    }

    String type() {
      return metric.getType() == MetricType.SUM && metric.getMonotonic() ? "counter" : "gauge";
    }
  }
}
