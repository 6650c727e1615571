package io.dbintel.streams.results;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.metrics.MetricCatalogue;
import io.dbintel.streams.metrics.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes result records of the metrics of a poll, each with a bounded number of points: a poll of a
 * server with thousands of tables must not become one record too large to send.
 */
final class MetricMapper {
  static final int POINTS_PER_RECORD = 1_000;

  private final MetricCatalogue catalogue;

  MetricMapper(MetricCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  List<ResultMetrics> map(String instance, long timestamp, Insight.Metrics metrics) {
    List<ResultMetrics> records = new ArrayList<>();
    List<MetricPoint> points = metrics.points();
    for (int from = 0; from < points.size(); from += POINTS_PER_RECORD) {
      int to = Math.min(points.size(), from + POINTS_PER_RECORD);
      String id = RecordId.of(instance, "metrics").with(metrics.read()).with(records.size()).hex();
      records.add(
          new ResultMetrics(
              id,
              ResultEvents.resource(instance, metrics.source()),
              timestamp * 1_000,
              byMetric(points.subList(from, to))));
    }
    return records;
  }

  private List<Metric> byMetric(List<MetricPoint> points) {
    Map<String, Metric> metrics = new TreeMap<>();
    for (MetricPoint point : points) {
      metrics.computeIfAbsent(point.name(), this::metric).getPoints().add(point(point));
    }
    return new ArrayList<>(metrics.values());
  }

  private Metric metric(String name) {
    MetricDefinition definition = catalogue.find(name);
    return new Metric(
        name,
        definition.unit(),
        definition.description(),
        definition.type(),
        definition.monotonic(),
        definition.type() == MetricType.SUM && definition.monotonic(),
        new ArrayList<>());
  }

  private static MetricPoint point(MetricPoint point) {
    Map<String, String> attributes = new TreeMap<>();
    point.attributes().forEach((key, value) -> attributes.put(key, value.toString()));
    return new MetricPoint(
        attributes,
        point.interval().start(),
        point.interval().end(),
        point.longValue(),
        point.doubleValue());
  }
}
