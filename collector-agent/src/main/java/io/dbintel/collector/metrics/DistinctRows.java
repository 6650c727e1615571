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
 * Readings of a group with the same name and attributes are points of the same series: nobody can
 * tell which is which, and which of them a counter goes on from. None of them is sent. Rows with
 * the same attributes and different metrics are none of that: their counters were reset apart.
 * Pure.
 */
final class DistinctRows {

  private final List<MetricGroup> groups = new ArrayList<>();
  private final List<String> ambiguous = new ArrayList<>();

  private DistinctRows() {}

  static DistinctRows of(List<MetricGroup> read) {
    DistinctRows distinct = new DistinctRows();
    read.forEach(distinct::add);
    return distinct;
  }

  /** What a point is told apart by. */
  private record Series(Map<String, String> row, String metric, Map<String, String> own) {

    static Series of(MetricRow row, MetricReading reading) {
      return new Series(row.getAttributes(), reading.getName(), reading.getAttributes());
    }
  }

  private void add(MetricGroup group) {
    Set<Series> seen = new HashSet<>();
    Set<Series> repeated = new HashSet<>();
    for (MetricRow row : group.getRows()) {
      for (MetricReading reading : row.getReadings()) {
        Series series = Series.of(row, reading);
        if (!seen.add(series)) {
          repeated.add(series);
        }
      }
    }
    if (!repeated.isEmpty()) {
      ambiguous.add(group.getGroup());
      group.setRows(
          group.getRows().stream()
              .filter(
                  row ->
                      row.getReadings().stream()
                          .noneMatch(reading -> repeated.contains(Series.of(row, reading))))
              .toList());
    }
    groups.add(group);
  }

  /** The groups without rows that are not distinct. */
  List<MetricGroup> groups() {
    return groups;
  }

  /** Groups that had such rows. */
  List<String> ambiguous() {
    return ambiguous;
  }
}
