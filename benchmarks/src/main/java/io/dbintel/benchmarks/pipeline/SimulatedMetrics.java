package io.dbintel.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a metric poll of a simulated server reads: four databases, twenty tables, the server. */
final class SimulatedMetrics {

  private static final int TABLES = 20;

  private static final List<String> DATABASE =
      List.of(
          "backends",
          "commits",
          "rollbacks",
          "blks_hit",
          "blks_read",
          "tup_returned",
          "tup_fetched",
          "tup_inserted",
          "tup_updated",
          "tup_deleted",
          "temp_files",
          "temp.io",
          "deadlocks");

  private static final List<String> TABLE =
      List.of(
          "operations{operation=ins}",
          "operations{operation=upd}",
          "operations{operation=del}",
          "rows{state=live}",
          "rows{state=dead}",
          "sequential_scans",
          "blocks_read{source=heap_read}",
          "blocks_read{source=heap_hit}",
          "blocks_read{source=idx_read}",
          "blocks_read{source=idx_hit}");

  private static final List<String> BGWRITER =
      List.of(
          "bgwriter.buffers.allocated",
          "bgwriter.buffers.writes{source=checkpoints}",
          "bgwriter.buffers.writes{source=bgwriter}",
          "bgwriter.checkpoint.count{type=requested}",
          "bgwriter.checkpoint.count{type=scheduled}",
          "bgwriter.maxwritten");

  private SimulatedMetrics() {}

  /** Rows that one query reads. */
  record Group(String name, List<Row> rows) {}

  /** Readings that share attributes. */
  record Row(Map<String, String> attributes, List<Reading> readings) {}

  /** One value; {@code attributes} are its own, in addition to those of its row. */
  record Reading(String name, Map<String, String> attributes, long value) {}

  static List<Group> of(LoadEvent.Metrics poll) {
    List<Row> databases = new ArrayList<>();
    for (int database = 0; database < SimulatedServer.DATABASES; database++) {
      databases.add(row(poll, database, Map.of("db.namespace", databaseName(database)), DATABASE));
    }
    List<Row> tables = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("db.namespace", databaseName(0) + "|public");
      attributes.put("postgresql.table.name", "orders_" + table);
      tables.add(row(poll, 10 + table, attributes, TABLE));
    }
    return List.of(
        new Group("databases", databases),
        new Group("tables", tables),
        new Group("bgwriter", List.of(row(poll, 5, Map.of(), BGWRITER))));
  }

  static String databaseName(int database) {
    return "shop_" + database;
  }

  private static Row row(
      LoadEvent.Metrics poll, int number, Map<String, String> attributes, List<String> labels) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      long step = SimulatedServer.mix(poll.server().number(), number * 64L + i) >>> 54;
      readings.add(reading(labels.get(i), poll.seq() * step));
    }
    return new Row(attributes, readings);
  }

  /** Label: name, or name{attribute=value}. */
  private static Reading reading(String label, long value) {
    int brace = label.indexOf('{');
    if (brace < 0) {
      return new Reading("postgresql." + label, Map.of(), value);
    }
    String[] attribute = label.substring(brace + 1, label.length() - 1).split("=", 2);
    return new Reading(
        "postgresql." + label.substring(0, brace), Map.of(attribute[0], attribute[1]), value);
  }
}
