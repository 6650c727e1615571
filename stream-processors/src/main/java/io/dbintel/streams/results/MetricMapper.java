package io.dbintel.streams.results;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.catalogue.Instrument;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.catalogue.Temporality;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.statements.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes result records of the metrics of a group, each with a bounded number of points: a poll of a
 * server with thousands of tables must not become one record too large to send.
 *
 * <p>What was held back of a metric leaves as the number of series there was no room for, and where
 * values can be added up as a point of the metric with the attribute {@code otel.metric.overflow}.
 * A later part of a poll has its number in that point too, so that it is a series of its own.
 */
final class MetricMapper {
  private static final String OVERFLOW_ATTRIBUTE = "otel.metric.overflow";
  private static final String PART_ATTRIBUTE = "dbintel.poll.part";
  private static final String OVERFLOW_METRIC = "dbintel.metric.overflow";
  private static final String METRIC_NAME = "dbintel.metric.name";

  private final MetricDefinition overflowMetric =
      SystemCatalogue.of(SystemCatalogue.PRODUCT).metric(OVERFLOW_METRIC).orElseThrow();

  private record Point(MetricDefinition metric, MetricPoint point) {}

  List<ResultMetrics> map(String instance, long timestamp, Insight.Metrics metrics) {
    List<Point> points = points(metrics);
    List<ResultMetrics> records = new ArrayList<>();
    int from = 0;
    for (int to : metrics.ends()) {
      String id =
          RecordId.of(instance, "metrics")
              .with(metrics.read())
              .with(metrics.part())
              .with(metrics.group())
              .with(records.size())
              .hex();
      records.add(
          new ResultMetrics(
              id,
              resource(instance, metrics.source()),
              timestamp * 1_000,
              byMetric(points.subList(from, to))));
      from = to;
    }
    return records;
  }

  static ResultResource resource(String instance, Source source) {
    return new ResultResource(
        instance.substring(0, instance.indexOf('/')),
        instance,
        source.system(),
        source.serverAddress().toString(),
        source.serverPort(),
        Map.of());
  }

  private List<Point> points(Insight.Metrics metrics) {
    List<Point> points = new ArrayList<>(metrics.points().size() + 2 * metrics.overflow().size());
    for (io.dbintel.streams.insights.MetricPoint point : metrics.points()) {
      points.add(new Point(point.metric(), point(point)));
    }
    for (MetricOverflow overflow : metrics.overflow()) {
      long time = metrics.time();
      if (overflow.series() > 0) {
        Map<String, String> name = Map.of(METRIC_NAME, overflow.metric().name());
        points.add(
            new Point(
                overflowMetric, new MetricPoint(name, time, time, (long) overflow.series(), null)));
      }
      if (overflow.hasSum()) {
        points.add(new Point(overflow.metric(), sum(overflow, metrics.part(), time)));
      }
    }
    return points;
  }

  private static MetricPoint sum(MetricOverflow overflow, int part, long time) {
    ArrayMap<String> attributes = new ArrayMap<>(overflow.attributes().size() + 2);
    overflow.attributes().forEach((name, value) -> attributes.add(name, value.toString()));
    attributes.add(OVERFLOW_ATTRIBUTE, "true");
    if (part > 0) {
      attributes.add(PART_ATTRIBUTE, Integer.toString(part));
    }
    Interval interval =
        overflow.interval() == null ? new Interval(time, time) : overflow.interval();
    return new MetricPoint(
        attributes, interval.start(), interval.end(), overflow.longSum(), overflow.doubleSum());
  }

  private static List<Metric> byMetric(List<Point> points) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (Point point : points) {
      metrics
          .computeIfAbsent(point.metric().name(), name -> metric(point.metric()))
          .getPoints()
          .add(point.point());
    }
    return new ArrayList<>(metrics.values());
  }

  static Metric metric(MetricDefinition definition) {
    return new Metric(
        definition.name(),
        definition.unit(),
        definition.description(),
        definition.instrument() == Instrument.GAUGE ? MetricType.GAUGE : MetricType.SUM,
        definition.isCounter(),
        definition.temporality() == Temporality.DELTA,
        new ArrayList<>());
  }

  private static MetricPoint point(io.dbintel.streams.insights.MetricPoint point) {
    ArrayMap<String> attributes = new ArrayMap<>(point.attributes().size());
    for (Map.Entry<String, CleanText> attribute : point.attributes().entrySet()) {
      attributes.add(attribute.getKey(), attribute.getValue().toString());
    }
    return new MetricPoint(
        attributes,
        point.interval().start(),
        point.interval().end(),
        point.longValue(),
        point.doubleValue());
  }
}
