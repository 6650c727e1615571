package io.dbintel.systemtests.exactness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database itself says of every counter of the catalogue, read with SQL of our own by the
 * superuser. A column is labelled {@code metric} or {@code metric{attribute=value}}, an attribute
 * {@code @name}.
 */
record MetricTruth(Map<MetricSeries, Double> values) {

  private static final String DATABASES =
      """
      SELECT datname AS "@db.namespace", xact_commit AS "commits", xact_rollback AS "rollbacks",
        blks_hit AS "blks_hit", blks_read AS "blks_read", tup_returned AS "tup_returned",
        tup_fetched AS "tup_fetched", tup_inserted AS "tup_inserted",
        tup_updated AS "tup_updated", tup_deleted AS "tup_deleted", temp_files AS "temp_files",
        temp_bytes AS "temp.io", deadlocks AS "deadlocks", conflicts AS "query.conflicts"
      FROM pg_stat_database WHERE datname NOT LIKE 'template%'
      """;
  private static final String TABLES =
      """
      SELECT current_database() || '|' || t.schemaname AS "@db.namespace",
        t.relname AS "@postgresql.table.name",
        n_tup_ins AS "operations{operation=ins}", n_tup_upd AS "operations{operation=upd}",
        n_tup_del AS "operations{operation=del}", n_tup_hot_upd AS "operations{operation=hot_upd}",
        seq_scan AS "sequential_scans", vacuum_count AS "table.vacuum.count",
        heap_blks_read AS "blocks_read{source=heap_read}",
        heap_blks_hit AS "blocks_read{source=heap_hit}",
        coalesce(idx_blks_read, 0) AS "blocks_read{source=idx_read}",
        coalesce(idx_blks_hit, 0) AS "blocks_read{source=idx_hit}"
      FROM pg_stat_user_tables t JOIN pg_statio_user_tables USING (relid)
      """;
  private static final String INDEXES =
      """
      SELECT current_database() || '|' || schemaname AS "@db.namespace",
        relname AS "@postgresql.table.name", indexrelname AS "@postgresql.index.name",
        idx_scan AS "index.scans"
      FROM pg_stat_user_indexes
      """;
  private static final String FUNCTIONS =
      """
      SELECT current_database() || '|' || schemaname AS "@db.namespace",
        funcid::regprocedure::text AS "@function", calls AS "function.calls"
      FROM pg_stat_user_functions
      """;
  private static final String WRITER_BEFORE_17 =
      """
      SELECT buffers_alloc AS "bgwriter.buffers.allocated",
        buffers_backend AS "bgwriter.buffers.writes{source=backend}",
        buffers_backend_fsync AS "bgwriter.buffers.writes{source=backend_fsync}",
        buffers_checkpoint AS "bgwriter.buffers.writes{source=checkpoints}",
        buffers_clean AS "bgwriter.buffers.writes{source=bgwriter}",
        checkpoints_req AS "bgwriter.checkpoint.count{type=requested}",
        checkpoints_timed AS "bgwriter.checkpoint.count{type=scheduled}",
        checkpoint_sync_time AS "bgwriter.duration{type=sync}",
        checkpoint_write_time AS "bgwriter.duration{type=write}",
        maxwritten_clean AS "bgwriter.maxwritten"
      FROM pg_stat_bgwriter
      """;
  private static final List<String> WRITERS_FROM_17 =
      List.of(
          """
          SELECT buffers_alloc AS "bgwriter.buffers.allocated",
            buffers_clean AS "bgwriter.buffers.writes{source=bgwriter}",
            maxwritten_clean AS "bgwriter.maxwritten"
          FROM pg_stat_bgwriter
          """,
          """
          SELECT buffers_written AS "bgwriter.buffers.writes{source=checkpoints}",
            num_requested AS "bgwriter.checkpoint.count{type=requested}",
            num_timed AS "bgwriter.checkpoint.count{type=scheduled}",
            sync_time AS "bgwriter.duration{type=sync}",
            write_time AS "bgwriter.duration{type=write}"
          FROM pg_stat_checkpointer
          """,
          """
          SELECT sum(writes) AS "bgwriter.buffers.writes{source=backend}",
            sum(fsyncs) AS "bgwriter.buffers.writes{source=backend_fsync}"
          FROM pg_stat_io
          WHERE object = 'relation'
            AND backend_type <> ALL (ARRAY['checkpointer', 'background writer'])
          """);

  /**
   * Reads all of them.
   *
   * @param superuser a connection to the database that the agent is connected to
   */
  static MetricTruth read(Connection superuser) throws SQLException {
    Map<MetricSeries, Double> values = new HashMap<>();
    read(superuser, DATABASES, values);
    read(superuser, TABLES, values);
    read(superuser, INDEXES, values);
    read(superuser, FUNCTIONS, values);
    if (superuser.getMetaData().getDatabaseMajorVersion() < 17) {
      read(superuser, WRITER_BEFORE_17, values);
    } else {
      for (String query : WRITERS_FROM_17) {
        read(superuser, query, values);
      }
    }
    return new MetricTruth(values);
  }

  private static void read(Connection superuser, String sql, Map<MetricSeries, Double> values)
      throws SQLException {
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, String> attributes = new HashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
          String label = columns.getColumnLabel(column);
          if (label.startsWith("@")) {
            attributes.put(label.substring(1), row.getString(column));
          } else {
            values.put(series(label, attributes), row.getDouble(column));
          }
        }
      }
    }
  }

  private static MetricSeries series(String label, Map<String, String> rowAttributes) {
    int brace = label.indexOf('{');
    if (brace < 0) {
      return MetricSeries.of("postgresql." + label, rowAttributes);
    }
    Map<String, String> attributes = new HashMap<>(rowAttributes);
    String[] own = label.substring(brace + 1, label.length() - 1).split("=", 2);
    attributes.put(own[0], own[1]);
    return MetricSeries.of("postgresql." + label.substring(0, brace), attributes);
  }
}
