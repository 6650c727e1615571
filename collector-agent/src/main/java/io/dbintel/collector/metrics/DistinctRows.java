package io.dbintel.collector.metrics;

import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a group that have the same attributes are points of the same series: nobody can tell
 * which is which, and which of them a counter goes on from. None of them is sent. Pure.
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

  private void add(MetricGroup group) {
    Set<Map<String, String>> seen = new HashSet<>();
    Set<Map<String, String>> repeated = new HashSet<>();
    for (MetricRow row : group.getRows()) {
      if (!seen.add(row.getAttributes())) {
        repeated.add(row.getAttributes());
      }
    }
    if (!repeated.isEmpty()) {
      ambiguous.add(group.getGroup());
      group.setRows(
          group.getRows().stream().filter(row -> !repeated.contains(row.getAttributes())).toList());
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
