package io.dbintel.benchmarks.agentcost;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table and statements over it, each with a query id of its own: PostgreSQL tells them apart by
 * the columns they select (aliases and constants do not count). Their texts are as long as those
 * that object-relational mappers write, which name every column with its table.
 */
final class DistinctStatements {

  private static final int COLUMNS = 14;

  private final List<String> statements = new ArrayList<>();

  /**
   * @param textBytes least length of a text
   */
  DistinctStatements(int count, int textBytes) {
    if (count >= 1 << COLUMNS) {
      throw new IllegalArgumentException(
          "at most " + ((1 << COLUMNS) - 1) + " distinct statements, found " + count);
    }
    for (int selection = 1; selection <= count; selection++) {
      statements.add(statement(selection, textBytes));
    }
  }

  void createTable(Connection connection) throws SQLException {
    StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
    for (int column = 0; column < COLUMNS; column++) {
      columns.append(", ").append(name(column)).append(" int");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE ledger_of_measurements (" + columns + ")");
    }
  }

  /** Executes statements number {@code from}, {@code from + step}, ... once each. */
  void executeEvery(Connection connection, int from, int step) throws SQLException {
    for (int i = from; i < statements.size(); i += step) {
      try (PreparedStatement statement = connection.prepareStatement(statements.get(i))) {
        statement.execute();
      }
    }
  }

  int size() {
    return statements.size();
  }

  /** Mean length of the texts, bytes. */
  double meanTextBytes() {
    return statements.stream().mapToInt(String::length).average().orElse(0);
  }

  private static String statement(int selection, int textBytes) {
    StringBuilder sql = new StringBuilder("/* billing service, nightly report */ SELECT m.id");
    for (int column = 0; column < COLUMNS; column++) {
      if ((selection >> column & 1) == 1) {
        sql.append(", m.").append(name(column));
      }
    }
    sql.append(" FROM ledger_of_measurements AS m WHERE m.id = 42");
    for (int column = 0; sql.length() < textBytes; column++) {
      sql.append(" AND m.").append(name(column % COLUMNS)).append(" IS NOT NULL");
    }
    return sql.append(" ORDER BY m.id LIMIT 10").toString();
  }

  private static String name(int column) {
    return "reading_of_sensor_" + column;
  }
}
