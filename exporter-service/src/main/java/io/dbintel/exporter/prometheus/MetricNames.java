package io.dbintel.exporter.prometheus;

import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultResource;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of OpenTelemetry as Prometheus has them (OpenTelemetry specification, "Prometheus and
 * OpenMetrics compatibility").
 */
final class MetricNames {

  private static final Map<String, String> UNITS =
      Map.of("By", "_bytes", "s", "_seconds", "ms", "_milliseconds", "ns", "_nanoseconds");

  private MetricNames() {}

  /** Name of a metric with its unit; the text format adds {@code _total} to a counter's. */
  static String metric(String name, String unit) {
    String base = PrometheusNaming.sanitizeMetricName(legal(name));
    String suffix = UNITS.getOrDefault(unit, "");
    return base.endsWith(suffix) ? base : base + suffix;
  }

  /** Labels of a point: its attributes and the server that it is about. */
  static Labels labels(ResultResource resource, MetricPoint point) {
    Map<String, String> labels = new TreeMap<>();
    point.getAttributes().forEach((key, value) -> put(labels, key, value));
    put(labels, "dbintel.tenant", resource.getTenant());
    if (!resource.getInstance().isEmpty()) {
      put(labels, "server.address", resource.getServerAddress());
      put(labels, "server.port", Integer.toString(resource.getServerPort()));
      put(labels, "dbintel.instance", resource.getInstance());
    }
    return Labels.of(
        labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }

  /** Two attributes may have one legal name: their values are joined, as the specification says. */
  private static void put(Map<String, String> labels, String key, String value) {
    labels.merge(legal(key), value, (first, second) -> first + ";" + second);
  }

  private static String legal(String name) {
    String legal = name.replaceAll("[^A-Za-z0-9]+", "_");
    return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
  }
}
