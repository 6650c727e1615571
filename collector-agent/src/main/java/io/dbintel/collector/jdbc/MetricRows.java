package io.dbintel.collector.jdbc;

import io.dbintel.schemas.avro.MetricReading;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics whose names stand in the column labels of the statement:
 *
 * <ul>
 *   <li>{@code postgresql.commits}: a metric; with {@code {key=value}} behind it, one of its points
 *   <li>{@code @db.namespace}: an attribute of all metrics of the row
 *   <li>{@code #reset}: when the row's counters started, microseconds; kept under the row's {@code
 *       db.namespace}
 * </ul>
 *
 * A null is no reading.
 */
final class MetricRows {

  private static final Pattern POINT = Pattern.compile("([^{]+)(?:\\{([^=]+)=([^}]+)})?");
  private static final String NAMESPACE = "db.namespace";

  private final List<MetricReading> readings = new ArrayList<>();
  private final Map<String, Long> resets = new TreeMap<>();
  private int rows;

  void add(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    while (result.next()) {
      rows++;
      addRow(result, columns);
    }
  }

  private void addRow(ResultSet row, ResultSetMetaData columns) throws SQLException {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      if (label.startsWith("@")) {
        attributes.put(label.substring(1), row.getString(i));
      } else if (label.startsWith("#")) {
        addReset(attributes.get(NAMESPACE), row.getObject(i, Long.class));
      } else {
        addReading(row, i, label, columns.getColumnType(i), attributes);
      }
    }
  }

  private void addReset(String namespace, Long micros) {
    if (micros != null) {
      resets.put(namespace, micros);
    }
  }

  private void addReading(
      ResultSet row, int column, String label, int type, Map<String, String> rowAttributes)
      throws SQLException {
    if (row.getObject(column) == null) {
      return;
    }
    Matcher point = POINT.matcher(label);
    if (!point.matches()) {
      throw new IllegalStateException("column " + label + " names no metric");
    }
    Map<String, String> attributes = new LinkedHashMap<>(rowAttributes);
    if (point.group(2) != null) {
      attributes.put(point.group(2), point.group(3));
    }
    boolean whole = type == Types.BIGINT || type == Types.INTEGER;
    readings.add(
        new MetricReading(
            point.group(1),
            attributes,
            whole ? row.getLong(column) : null,
            whole ? null : row.getDouble(column)));
  }

  List<MetricReading> readings() {
    return readings;
  }

  Map<String, Long> resets() {
    return resets;
  }

  int rows() {
    return rows;
  }
}
