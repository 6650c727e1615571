package io.dbintel.benchmarks.agentcost;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * What a poller does that reads texts: every interval the top 200 statements by total time with
 * their text and the joined names of database and role (the query shape of the OpenTelemetry
 * collector's postgresql receiver).
 */
final class TextPoller implements AutoCloseable {

  static final String APPLICATION_NAME = "text-poller";

  private static final String QUERY =
      """
      SELECT d.datname, r.rolname, s.queryid, s.calls, s.rows, s.total_exec_time, s.total_plan_time,
             s.shared_blks_hit, s.shared_blks_read, s.shared_blks_dirtied, s.shared_blks_written,
             s.temp_blks_read, s.temp_blks_written, s.query
        FROM pg_stat_statements s
        LEFT JOIN pg_roles r ON s.userid = r.oid
        LEFT JOIN pg_database d ON s.dbid = d.oid
       WHERE s.query NOT LIKE '/* collector-ignore */%'
       ORDER BY s.total_exec_time DESC
       LIMIT 200
      """;

  private final Connection connection;

  TextPoller(String jdbcUrl, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", APPLICATION_NAME);
    connection = DriverManager.getConnection(jdbcUrl, properties);
  }

  /**
   * @return characters of text read, so that the work cannot be optimised away
   */
  long poll() throws SQLException {
    long characters = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        characters += rows.getString("query").length();
      }
    }
    return characters;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
