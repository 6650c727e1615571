package io.dbintel.systemtests.exactness;

import io.dbintel.systemtests.workload.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the database itself says the workload did, straight from pg_stat_statements. */
final class DatabaseCounts {

  private static final Pattern MARKER = Pattern.compile("\\bm_[a-z]+\\d*\\b");

  private static final String QUERY =
      "SELECT queryid, dbid, userid, %s AS toplevel, calls, rows, %s AS total_exec_time, query"
          + " FROM pg_stat_statements WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = ?)";

  private final Map<StatementId, Totals> byStatement = new HashMap<>();
  private final Map<String, Long> callsByMarker = new HashMap<>();

  private DatabaseCounts() {}

  static DatabaseCounts read(Connection superuser) throws SQLException {
    DatabaseCounts counts = new DatabaseCounts();
    int major = superuser.getMetaData().getDatabaseMajorVersion();
    String query =
        QUERY.formatted(
            major < 14 ? "true" : "toplevel", major < 13 ? "total_time" : "total_exec_time");
    try (PreparedStatement statement = superuser.prepareStatement(query)) {
      statement.setString(1, Workload.ROLE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          counts.add(rows);
        }
      }
    }
    return counts;
  }

  Map<StatementId, Totals> byStatement() {
    return byStatement;
  }

  /** Calls of the statement that carries the marker; the driver knows the same number. */
  Map<String, Long> callsByMarker() {
    return callsByMarker;
  }

  private void add(ResultSet row) throws SQLException {
    StatementId id =
        new StatementId(
            row.getLong("queryid"),
            row.getLong("dbid"),
            row.getLong("userid"),
            row.getBoolean("toplevel"));
    long nanos = Math.round(row.getDouble("total_exec_time") * 1e6);
    byStatement.put(id, new Totals(row.getLong("calls"), row.getLong("rows"), nanos));
    Matcher marker = MARKER.matcher(row.getString("query"));
    if (marker.find()) {
      callsByMarker.merge(marker.group(), row.getLong("calls"), Long::sum);
    }
  }
}
