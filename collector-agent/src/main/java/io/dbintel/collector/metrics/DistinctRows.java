package io.dbintel.collector.metrics;

import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two readings of a poll with the same metric and attributes are points of one series: nobody can
 * tell which is which, and which of them a counter goes on from. None of them is sent. Pure.
 */
final class DistinctRows {

  private final List<MetricGroup> groups = new ArrayList<>();
  private final List<String> ambiguous = new ArrayList<>();

  private DistinctRows() {}

  private record Point(Map<String, String> row, String metric, Map<String, String> own) {

    static Point of(MetricRow row, MetricReading reading) {
      return new Point(row.getAttributes(), reading.getName(), reading.getAttributes());
    }
  }

  static DistinctRows of(List<MetricGroup> read) {
    DistinctRows distinct = new DistinctRows();
    read.forEach(group -> distinct.groups.add(distinct.distinct(group)));
    return distinct;
  }

  /** A metric is in one group only, so that points of different groups differ. */
  private MetricGroup distinct(MetricGroup group) {
    Set<Map<String, String>> repeated = repeatedAttributes(group.getRows());
    Set<Point> seen = new HashSet<>();
    Set<Point> twice = new HashSet<>();
    for (MetricRow row : group.getRows()) {
      // of most groups no row is looked at any further
      if (repeated.contains(row.getAttributes())) {
        for (MetricReading reading : row.getReadings()) {
          Point point = Point.of(row, reading);
          if (!seen.add(point)) {
            twice.add(point);
          }
        }
      }
    }
    if (twice.isEmpty()) {
      return group;
    }
    ambiguous.add(group.getGroup());
    return new MetricGroup(
        group.getGroup(), group.getReadStart(), group.getReadEnd(), without(twice, group));
  }

  private static Set<Map<String, String>> repeatedAttributes(List<MetricRow> rows) {
    Set<Map<String, String>> seen = new HashSet<>();
    Set<Map<String, String>> repeated = new HashSet<>();
    for (MetricRow row : rows) {
      if (!seen.add(row.getAttributes())) {
        repeated.add(row.getAttributes());
      }
    }
    return repeated;
  }

  private static List<MetricRow> without(Set<Point> twice, MetricGroup group) {
    List<MetricRow> rows = new ArrayList<>();
    for (MetricRow row : group.getRows()) {
      List<MetricReading> kept =
          row.getReadings().stream()
              .filter(reading -> !twice.contains(Point.of(row, reading)))
              .toList();
      if (!kept.isEmpty()) {
        rows.add(MetricRow.newBuilder(row).setReadings(kept).build());
      }
    }
    return rows;
  }

  /** The groups without points that are not distinct. */
  List<MetricGroup> groups() {
    return groups;
  }

  /** Groups that had such points. */
  List<String> ambiguous() {
    return ambiguous;
  }
}
