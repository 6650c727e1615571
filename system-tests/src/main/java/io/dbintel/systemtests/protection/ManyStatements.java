package io.dbintel.systemtests.protection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** So many different statements that reading their counters takes a processor some time. */
final class ManyStatements {

  private static final int COLUMNS = 14;

  private ManyStatements() {}

  /** Executes every selection of some columns of a table. */
  static void execute(Connection connection) throws SQLException {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < COLUMNS; i++) {
      columns.append(i == 0 ? "c" : ", c").append(i).append(" int");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE wide (" + columns + ")");
      statement.execute("SET pg_stat_statements.track = 'all'");
      statement.execute(
          "DO $$ DECLARE names text; BEGIN FOR chosen IN 1.."
              + ((1 << COLUMNS) - 1)
              + " LOOP SELECT string_agg('c' || n, ', ') INTO names FROM generate_series(0, "
              + (COLUMNS - 1)
              + ") AS n WHERE (chosen >> n) & 1 = 1; EXECUTE 'SELECT ' || names || ' FROM wide';"
              + " END LOOP; END $$");
      statement.execute("RESET pg_stat_statements.track");
    }
  }
}
