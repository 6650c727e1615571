package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSource.TextReceiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Reads texts of some statements. The server reads its whole text file for that, so it is asked
 * only when a text is new or due again.
 */
final class QueryTextReader {

  private static final int MAX_CHARACTERS = 65_536;
  private static final int FETCH_ROWS = 20;
  private static final String SQL = SqlResources.nextTo(QueryTextReader.class).read("texts");

  private QueryTextReader() {}

  /** Reads texts by database and queryid; passes on a few more where a queryid is used twice. */
  static void read(
      Connection connection, String schema, Set<StatementKey> wanted, TextReceiver receiver)
      throws SQLException {
    Long[] ids = wanted.stream().map(PostgresKey::queryid).distinct().toArray(Long[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement(SQL.replace("{schema}", schema))) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setInt(1, MAX_CHARACTERS);
      statement.setInt(2, MAX_CHARACTERS);
      statement.setArray(3, connection.createArrayOf("int8", ids));
      try (ResultSet row = statement.executeQuery()) {
        while (receiver.wantsMore() && row.next()) {
          long queryid = row.getLong("queryid");
          receiver.text(
              PostgresKey.ofText(row.getLong("dbid"), queryid),
              Long.toString(queryid),
              row.getString("query"),
              row.getBoolean("truncated"),
              row.getLong("clock"));
        }
      }
    }
  }
}
