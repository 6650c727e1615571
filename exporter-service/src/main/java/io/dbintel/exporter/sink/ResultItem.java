package io.dbintel.exporter.sink;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import org.apache.avro.specific.SpecificRecord;

/** One result record on its way to a destination. */
public sealed interface ResultItem {

  /** Instance id, tenant/name. */
  String instance();

  /** Timestamp that a destination judges its age by, microseconds since the epoch. */
  long timeMicros();

  /** Log records or metric points it becomes. */
  int size();

  /** An event, which becomes one log record. */
  record Event(ResultEvent event) implements ResultItem {
    @Override
    public String instance() {
      return event.getResource().getInstance();
    }

    @Override
    public long timeMicros() {
      return event.getTime();
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Metrics of one moment. */
  record Metrics(ResultMetrics metrics) implements ResultItem {
    @Override
    public String instance() {
      return metrics.getResource().getInstance();
    }

    @Override
    public long timeMicros() {
      return metrics.getMetrics().stream()
          .flatMap(metric -> metric.getPoints().stream())
          .mapToLong(MetricPoint::getStartTime)
          .min()
          .orElse(metrics.getObservedTime());
    }

    @Override
    public int size() {
      return metrics.getMetrics().stream().mapToInt(metric -> metric.getPoints().size()).sum();
    }
  }

  /** The tenant whose instance it is about. */
  default String tenant() {
    return InstanceId.parse(instance()).tenant();
  }

  /**
   * The item of a decoded record, checked so far that every sink can take it.
   *
   * @throws IllegalArgumentException for a record that is no result, or one that contradicts its
   *     schema's description
   */
  static ResultItem of(SpecificRecord record) {
    ResultItem item = item(record);
    InstanceId.parse(item.instance());
    return item;
  }

  private static ResultItem item(SpecificRecord record) {
    if (record instanceof ResultEvent event) {
      return new Event(event);
    }
    if (record instanceof ResultMetrics metrics) {
      metrics.getMetrics().forEach(ResultItem::check);
      return new Metrics(metrics);
    }
    throw new IllegalArgumentException(
        "found "
            + (record == null ? "no value" : "a " + record.getSchema().getName())
            + "; expected ResultEvent or ResultMetrics");
  }

  private static void check(Metric metric) {
    for (MetricPoint point : metric.getPoints()) {
      if ((point.getLongValue() == null) == (point.getDoubleValue() == null)) {
        throw new IllegalArgumentException(
            "a point of "
                + metric.getName()
                + "; expected exactly one of long_value and double_value");
      }
    }
  }
}
