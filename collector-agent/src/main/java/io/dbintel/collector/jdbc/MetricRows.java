package io.dbintel.collector.jdbc;

import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.ValueType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics whose names are the column labels of a statement:
 *
 * <ul>
 *   <li>{@code system.commits}: a metric; with {@code {key=value}} behind it, one of its points
 *   <li>{@code @db.namespace}: an attribute of all metrics of the row
 *   <li>{@code #reset}: when the row's counters, or others with them, were last reset, microseconds
 *   <li>{@code #object}: identifier of what the row is about, kept when its name changes
 * </ul>
 *
 * A null is not a reading. Every metric has to be in the catalogue, in the group that is read and
 * with exactly the attributes that it has there.
 */
public final class MetricRows {

  private static final Pattern POINT = Pattern.compile("([^{]+)(?:\\{([^=]+)=([^}]+)})?");
  private static final String RESET = "#reset";
  private static final String OBJECT = "#object";

  private final List<RowAttribute> rowAttributes = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private int resetColumn;
  private int objectColumn;

  private record RowAttribute(int column, String name) {}

  private record Point(int column, MetricDefinition metric, Map<String, String> attributes) {

    MetricReading read(ResultSet row) throws SQLException {
      if (metric.type() == ValueType.INT) {
        long value = row.getLong(column);
        return row.wasNull() ? null : new MetricReading(metric.name(), attributes, value, null);
      }
      double value = row.getDouble(column);
      return row.wasNull() ? null : new MetricReading(metric.name(), attributes, null, value);
    }
  }

  private MetricRows() {}

  /**
   * The rows of a result, resolved against the catalogue.
   *
   * @param group group of the catalogue that the statement reads
   * @throws PollFailure when a column names a metric or an attribute that the catalogue does not
   *     have, or is of another type
   */
  public static List<MetricRow> read(ResultSet result, MetricDefinitions metrics, String group)
      throws SQLException, PollFailure {
    MetricRows columns = new MetricRows();
    columns.resolve(result.getMetaData(), metrics, group);
    List<MetricRow> rows = new ArrayList<>();
    while (result.next()) {
      rows.add(columns.row(result));
    }
    return rows;
  }

  private void resolve(ResultSetMetaData columns, MetricDefinitions metrics, String group)
      throws SQLException, PollFailure {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      if (label.startsWith("@")) {
        rowAttributes.add(new RowAttribute(i, label.substring(1)));
      } else if (label.equals(RESET)) {
        resetColumn = i;
      } else if (label.equals(OBJECT)) {
        objectColumn = i;
      }
    }
    Set<String> labels = new HashSet<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      if (!label.startsWith("@") && !label.startsWith("#")) {
        if (!labels.add(label)) {
          throw refused(label, "appears twice; every point needs one of its own");
        }
        points.add(point(i, label, columns.getColumnType(i), metrics, group));
      }
    }
  }

  private Point point(int column, String label, int type, MetricDefinitions metrics, String group)
      throws PollFailure {
    Matcher point = POINT.matcher(label);
    if (!point.matches()) {
      throw refused(label, "is not named after a metric; expected name or name{key=value}");
    }
    Map<String, String> own =
        point.group(2) == null ? Map.of() : Map.of(point.group(2), point.group(3));
    Set<String> attributes = new LinkedHashSet<>(own.keySet());
    rowAttributes.forEach(attribute -> attributes.add(attribute.name()));
    MetricDefinition metric = metrics.require(group, point.group(1), attributes);
    if (metric.type() == ValueType.INT && !isWhole(type)) {
      throw refused(label, "is not an integer, but the catalogue says int; cast it");
    }
    return new Point(column, metric, own);
  }

  private static PollFailure refused(String label, String problem) {
    return new PollFailure(
        "catalogue_mismatch", "column \"" + label + "\" " + problem, false, null);
  }

  private static boolean isWhole(int type) {
    return type == Types.BIGINT || type == Types.INTEGER || type == Types.SMALLINT;
  }

  private MetricRow row(ResultSet row) throws SQLException {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (RowAttribute attribute : rowAttributes) {
      String value = row.getString(attribute.column());
      attributes.put(attribute.name(), value == null ? "" : value);
    }
    List<MetricReading> readings = new ArrayList<>(points.size());
    for (Point point : points) {
      MetricReading reading = point.read(row);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return new MetricRow(attributes, number(row, resetColumn), readings, number(row, objectColumn));
  }

  private static Long number(ResultSet row, int column) throws SQLException {
    return column == 0 ? null : row.getObject(column, Long.class);
  }
}
