package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.CounterRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of databases and roles by oid, read again when one is missing. Used by one thread. */
final class NameDirectory {

  private static final String SQL = SqlResources.nextTo(NameDirectory.class).read("names");

  /** Null for an oid whose name was dropped. */
  private Map<Long, String> databases = new HashMap<>();

  private Map<Long, String> roles = new HashMap<>();

  /** Reads the names again if asked to, or if a row refers to one that is not known. */
  void refresh(Connection connection, List<CounterRow> rows, boolean always) throws SQLException {
    if (always || rows.stream().anyMatch(row -> !knows(row))) {
      read(connection);
      // a name that was dropped meanwhile is not looked for with every poll
      for (CounterRow row : rows) {
        databases.putIfAbsent(PostgresKey.dbid(row.key()), null);
        roles.putIfAbsent(PostgresKey.userid(row.key()), null);
      }
    }
  }

  private boolean knows(CounterRow row) {
    return databases.containsKey(PostgresKey.dbid(row.key()))
        && roles.containsKey(PostgresKey.userid(row.key()));
  }

  private void read(Connection connection) throws SQLException {
    databases = new HashMap<>();
    roles = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Map<Long, String> names = row.getString("kind").equals("database") ? databases : roles;
        names.put(row.getLong("oid"), row.getString("name"));
      }
    }
  }

  /** The rows with the names of their database and role; null for one that was dropped. */
  List<CounterRow> named(List<CounterRow> rows) {
    return rows.stream()
        .map(
            row ->
                row.named(
                    databases.get(PostgresKey.dbid(row.key())),
                    roles.get(PostgresKey.userid(row.key()))))
        .toList();
  }
}
