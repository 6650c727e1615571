package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSource.TextReceiver;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.core.Encoding;

/**
 * Reads texts of some statements. The server reads its whole text file for that, so it is asked
 * only when a text is new or due again.
 */
final class QueryTextReader {

  private static final int MAX_CHARACTERS = 65_536;
  private static final int FETCH_ROWS = 20;
  private static final String UNCHECKED = "SQL_ASCII";
  private static final SqlResources RESOURCES = SqlResources.nextTo(QueryTextReader.class);
  private static final String SQL = RESOURCES.read("texts");
  private static final String BYTES_SQL = RESOURCES.read("texts_as_bytes");

  private QueryTextReader() {}

  /**
   * Reads texts by database and queryid; passes on a few more where a queryid is used twice. In a
   * database without an encoding they are read as bytes, each in the encoding of its own database.
   */
  static void read(
      Connection connection, String schema, Set<StatementKey> wanted, TextReceiver receiver)
      throws SQLException {
    boolean bytes =
        UNCHECKED.equals(
            connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
    String sql = (bytes ? BYTES_SQL : SQL).replace("{schema}", schema);
    Long[] ids = wanted.stream().map(PostgresKey::queryid).distinct().toArray(Long[]::new);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
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
              bytes ? decoded(row) : row.getString("query"),
              row.getBoolean("truncated"),
              row.getLong("clock"));
        }
      }
    }
  }

  /** Bytes that are no text in their encoding are replaced. */
  private static String decoded(ResultSet row) throws SQLException {
    return new String(row.getBytes("query"), charset(row.getString("encoding")));
  }

  private static Charset charset(String encoding) {
    if (encoding == null || encoding.equals(UNCHECKED)) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(Encoding.getDatabaseEncoding(encoding).name());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
