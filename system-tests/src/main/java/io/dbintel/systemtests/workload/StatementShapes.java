package io.dbintel.systemtests.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements that workloads execute. Each is one row of pg_stat_statements; its marker is an
 * alias, which normalisation keeps, so that the row is found again by its text.
 */
final class StatementShapes {

  private static final Map<String, String> SHAPES = shapes();

  private StatementShapes() {}

  /** SQL by marker, in the order of execution. */
  static Map<String, String> byMarker() {
    return SHAPES;
  }

  private static Map<String, String> shapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("m_point", "SELECT price AS m_point FROM article WHERE id = 17");
    shapes.put("m_range", "SELECT id AS m_range FROM article WHERE id BETWEEN 10 AND 60");
    shapes.put("m_sum", "SELECT sum(stock * price) AS m_sum FROM article");
    shapes.put(
        "m_join",
        "SELECT a.id AS m_join, count(s.id) FROM article a LEFT JOIN sale s ON s.article = a.id"
            + " WHERE a.id < 40 GROUP BY a.id");
    shapes.put("m_insert", "INSERT INTO sale AS m_insert (article, amount) VALUES (5, 2)");
    shapes.put("m_update", "UPDATE article AS m_update SET stock = stock + 1 WHERE id = 23");
    shapes.put("m_delete", "DELETE FROM sale AS m_delete WHERE id % 100 = 7 AND amount = 2");
    for (int width = 1; width <= 13; width++) {
      String marker = "m_wide" + width;
      shapes.put(marker, "SELECT 1 AS " + marker + ", " + columns(width));
    }
    return Collections.unmodifiableMap(shapes);
  }

  private static String columns(int width) {
    StringBuilder columns = new StringBuilder("0 AS first");
    for (int column = 1; column < width; column++) {
      columns.append(", ").append(column).append(" AS c").append(column);
    }
    return columns.toString();
  }
}
