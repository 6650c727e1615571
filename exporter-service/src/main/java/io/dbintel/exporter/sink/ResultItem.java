package io.dbintel.exporter.sink;

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
          .mapToLong(point -> point.getStartTime())
          .min()
          .orElse(metrics.getObservedTime());
    }

    @Override
    public int size() {
      return metrics.getMetrics().stream().mapToInt(metric -> metric.getPoints().size()).sum();
    }
  }

  /**
   * The item of a decoded record.
   *
   * @throws IllegalArgumentException for a record that is no result
   */
  static ResultItem of(SpecificRecord record) {
    if (record instanceof ResultEvent event) {
      return new Event(event);
    }
    if (record instanceof ResultMetrics metrics) {
      return new Metrics(metrics);
    }
    throw new IllegalArgumentException(
        "a " + record.getSchema().getName() + "; expected ResultEvent or ResultMetrics");
  }
}
