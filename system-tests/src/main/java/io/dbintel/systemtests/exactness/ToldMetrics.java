package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.ReceivedPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The monotonic sums of an instance that arrived over OTLP. */
final class ToldMetrics {

  private static final String PREFIX = "postgresql.";

  private final Map<MetricSeries, Double> sums = new HashMap<>();
  private final List<Growth> growths = new ArrayList<>();
  private int duplicates;

  private ToldMetrics() {}

  /** A series grew by {@code value} over (start, end], database clock in µs. */
  record Growth(MetricSeries series, long startMicros, long endMicros, double value) {}

  static ToldMetrics of(List<ReceivedPoint> points, String instance) {
    ToldMetrics told = new ToldMetrics();
    Set<List<Object>> seen = new HashSet<>();
    for (ReceivedPoint point : points) {
      if (instance.equals(point.resource().get("dbintel.instance"))
          && point.metric().startsWith(PREFIX)) {
        told.add(point, seen);
      }
    }
    return told;
  }

  private void add(ReceivedPoint point, Set<List<Object>> seen) {
    MetricSeries series = MetricSeries.of(point.metric(), point.attributes());
    if (!seen.add(List.of(series, point.startUnixNano(), point.timeUnixNano()))) {
      duplicates++;
    }
    if (point.monotonic()) {
      double value = point.value().doubleValue();
      sums.merge(series, value, Double::sum);
      growths.add(
          new Growth(series, point.startUnixNano() / 1_000, point.timeUnixNano() / 1_000, value));
    }
  }

  /** Sum of the growth of each series. */
  Map<MetricSeries, Double> sums() {
    return sums;
  }

  double sum(MetricSeries series) {
    return sums.getOrDefault(series, 0.0);
  }

  List<Growth> growths() {
    return growths;
  }

  /** Points with the series, start and end of another. */
  int duplicates() {
    return duplicates;
  }
}
