package io.dbintel.collector.metrics;

import io.dbintel.collector.publish.RecordParts;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits what a poll read so that each part fits a record. Rows stay whole and in order; a group
 * whose rows do not fit continues in the next part under the same name and times.
 */
final class MetricParts {

  /** Tags, counts and numbers around a row or reading, at most. */
  private static final int FRAME_BYTES = 32;

  private MetricParts() {}

  private record GroupRow(MetricGroup group, MetricRow row) {}

  /** At least one part. */
  static List<List<MetricGroup>> of(List<MetricGroup> groups) {
    List<GroupRow> rows = new ArrayList<>();
    for (MetricGroup group : groups) {
      group.getRows().forEach(row -> rows.add(new GroupRow(group, row)));
    }
    List<List<MetricGroup>> parts = new ArrayList<>();
    for (List<GroupRow> part : RecordParts.of(rows, row -> bytes(row.row))) {
      parts.add(regrouped(part));
    }
    addEmptyGroups(groups, parts.get(0));
    return parts;
  }

  private static List<MetricGroup> regrouped(List<GroupRow> rows) {
    List<MetricGroup> groups = new ArrayList<>();
    MetricGroup current = null;
    for (GroupRow row : rows) {
      if (current == null || !current.getGroup().equals(row.group.getGroup())) {
        current = withoutRows(row.group);
        groups.add(current);
      }
      current.getRows().add(row.row);
    }
    return groups;
  }

  /** A query that found no row was still made. */
  private static void addEmptyGroups(List<MetricGroup> groups, List<MetricGroup> part) {
    groups.stream().filter(group -> group.getRows().isEmpty()).forEach(part::add);
  }

  private static MetricGroup withoutRows(MetricGroup group) {
    return new MetricGroup(
        group.getGroup(), group.getReadStart(), group.getReadEnd(), new ArrayList<>());
  }

  private static int bytes(MetricRow row) {
    int bytes = FRAME_BYTES + bytes(row.getAttributes());
    for (MetricReading reading : row.getReadings()) {
      bytes +=
          FRAME_BYTES + RecordParts.textBytes(reading.getName()) + bytes(reading.getAttributes());
    }
    return bytes;
  }

  private static int bytes(Map<String, String> attributes) {
    int bytes = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes +=
          RecordParts.textBytes(attribute.getKey()) + RecordParts.textBytes(attribute.getValue());
    }
    return bytes;
  }
}
