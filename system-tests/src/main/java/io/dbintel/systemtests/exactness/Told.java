package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.ReceivedLog;
import io.dbintel.embedded.ReceivedPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything told of an instance, without the times.
 *
 * @param statements calls, rows and time of the role's statements
 * @param metrics growth of each counter
 * @param sessions session samples
 */
record Told(Map<StatementId, Totals> statements, Map<MetricSeries, Double> metrics, long sessions) {

  static Told of(List<ReceivedLog> logs, List<ReceivedPoint> points, String instance, long userid) {
    long sessions =
        logs.stream()
            .filter(log -> log.eventName().equals("db.server.query_sample"))
            .filter(log -> instance.equals(log.resource().get("dbintel.instance")))
            .count();
    return new Told(
        new HashMap<>(ExportedCounts.of(logs, instance, userid).byStatement()),
        ToldMetrics.of(points, instance).sums(),
        sessions);
  }

  boolean isEmpty() {
    return statements.isEmpty() && metrics.isEmpty() && sessions == 0;
  }

  /** In how many sums the other one is different. */
  int differing(Told other) {
    return differing(statements, other.statements)
        + differing(metrics, other.metrics)
        + (sessions == other.sessions ? 0 : 1);
  }

  private static <K, V> int differing(Map<K, V> one, Map<K, V> other) {
    return (int)
        Stream.concat(one.keySet().stream(), other.keySet().stream())
            .distinct()
            .filter(key -> !Objects.equals(one.get(key), other.get(key)))
            .count();
  }
}
