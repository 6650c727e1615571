package io.dbintel.systemtests.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables and the role that workloads use. */
public final class WorkloadSchema {

  private static final int ARTICLES = 2_000;

  private WorkloadSchema() {}

  /**
   * Creates role, tables and rows.
   *
   * @param superuser a connection that may create roles
   * @throws SQLException when the server refuses a statement
   */
  public static void create(Connection superuser) throws SQLException {
    List<String> statements =
        List.of(
            "CREATE ROLE " + Workload.ROLE + " LOGIN PASSWORD '" + Workload.PASSWORD + "'",
            "CREATE TABLE article (id int PRIMARY KEY, stock int NOT NULL, price numeric NOT NULL)",
            "CREATE TABLE sale (id bigserial PRIMARY KEY, article int NOT NULL, amount int NOT"
                + " NULL)",
            "INSERT INTO article SELECT i, 1000, i / 7.0 FROM generate_series(1, "
                + ARTICLES
                + ") i",
            "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + Workload.ROLE,
            "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + Workload.ROLE);
    try (Statement statement = superuser.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
