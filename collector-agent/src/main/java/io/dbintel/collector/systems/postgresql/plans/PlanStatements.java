package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.plans.StatementLoad;
import io.dbintel.collector.plans.StatementText;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.systems.postgresql.statements.PostgresKey;
import io.dbintel.collector.systems.postgresql.statements.StatementsExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the statements that may be planned, and their texts. */
final class PlanStatements {

  private static final int FIRST_WITH_QUERY_ID = 14;
  private static final int FETCH_ROWS = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final SqlResources SQL = SqlResources.nextTo(PlanStatements.class);
  private static final String SAMPLED = SQL.read("sampled_texts_14");
  private static final String STORED = SQL.read("stored_texts");

  private PlanStatements() {}

  /** Statements of other roles, by the time they have taken. */
  static List<StatementLoad> read(Connection connection, StatementsExtension extension, int most)
      throws SQLException {
    int minor = extension.isAtLeast(9) ? 9 : extension.isAtLeast(8) ? 8 : 7;
    String sql = SQL.forVersion("statements", minor).replace("{schema}", extension.schema());
    List<StatementLoad> statements = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          statements.add(statement(row));
        }
      }
    }
    return statements;
  }

  private static StatementLoad statement(ResultSet row) throws SQLException {
    long dbid = row.getLong("dbid");
    long queryid = row.getLong("queryid");
    return new StatementLoad(
        PostgresKey.of(dbid, row.getLong("userid"), queryid, row.getBoolean("toplevel")),
        PostgresKey.ofText(dbid, queryid),
        Long.toString(queryid),
        row.getString("datname"),
        row.getString("rolname"),
        Math.round(row.getDouble("total_time_ms") * NANOS_PER_MILLI));
  }

  /** Texts of statements of the database, those with values of their own first. */
  static Map<StatementKey, List<StatementText>> texts(
      Connection connection, StatementsExtension extension, long dbid, Set<StatementKey> wanted)
      throws SQLException {
    Long[] ids = wanted.stream().map(PostgresKey::queryid).distinct().toArray(Long[]::new);
    Map<StatementKey, List<StatementText>> texts = new HashMap<>();
    if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_QUERY_ID) {
      try (PreparedStatement statement = connection.prepareStatement(SAMPLED)) {
        statement.setFetchSize(FETCH_ROWS);
        statement.setArray(1, connection.createArrayOf("int8", ids));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            StatementText text =
                new StatementText(row.getString("query"), row.getBoolean("whole"), true);
            add(texts, PostgresKey.ofText(dbid, row.getLong("query_id")), text);
          }
        }
      }
    }
    String sql = STORED.replace("{schema}", extension.schema());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setArray(1, connection.createArrayOf("int8", ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String query = row.getString("query");
          if (query != null) {
            StatementText text = new StatementText(query, true, false);
            add(texts, PostgresKey.ofText(dbid, row.getLong("queryid")), text);
          }
        }
      }
    }
    return texts;
  }

  private static void add(
      Map<StatementKey, List<StatementText>> texts, StatementKey key, StatementText text) {
    texts.computeIfAbsent(key, absent -> new ArrayList<>(2)).add(text);
  }
}
