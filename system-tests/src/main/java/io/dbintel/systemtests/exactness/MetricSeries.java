package io.dbintel.systemtests.exactness;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One series: a metric and its attributes. */
record MetricSeries(String metric, SortedMap<String, String> attributes) {

  private static final String TABLE = "postgresql.table.name";
  private static final String INDEX = "postgresql.index.name";
  private static final String FUNCTION = "function";
  private static final String DATABASE = "db.namespace";

  static MetricSeries of(String metric, Map<String, ?> attributes) {
    SortedMap<String, String> names = new TreeMap<>();
    attributes.forEach((name, value) -> names.put(name, value.toString()));
    return new MetricSeries(metric, names);
  }

  /** Name of the table that it, or its index, is of; empty when there is none. */
  String table() {
    return attributes.getOrDefault(TABLE, "");
  }

  /** Which query of a poll reads it, by what it is of. */
  String group() {
    if (attributes.containsKey(TABLE)) {
      return attributes.containsKey(INDEX) ? "indexes" : "tables";
    }
    if (attributes.containsKey(FUNCTION)) {
      return "functions";
    }
    return attributes.containsKey(DATABASE) ? "databases" : "server";
  }
}
