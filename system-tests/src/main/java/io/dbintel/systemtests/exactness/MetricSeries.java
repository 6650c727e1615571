package io.dbintel.systemtests.exactness;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One series: a metric and its attributes. */
record MetricSeries(String metric, SortedMap<String, String> attributes) {

  private static final String TABLE = "postgresql.table.name";
  private static final String DATABASE = "db.namespace";

  static MetricSeries of(String metric, Map<String, ?> attributes) {
    SortedMap<String, String> names = new TreeMap<>();
    attributes.forEach((name, value) -> names.put(name, value.toString()));
    return new MetricSeries(metric, names);
  }

  /** Name of the table that it is of; empty when it is not of a table. */
  String table() {
    return attributes.getOrDefault(TABLE, "");
  }

  /** Which query of a poll reads it, by what it is of. */
  String group() {
    if (attributes.containsKey(TABLE)) {
      return "tables";
    }
    return attributes.containsKey(DATABASE) ? "databases" : "server";
  }
}
