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
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Names of the databases and roles that rows refer to, by oid. Only these are asked for, when one
 * is missing, and all again with a full poll, after which no others are kept: a server may have
 * tens of thousands. Used by one thread.
 */
final class NameDirectory {

  private static final String SQL = SqlResources.nextTo(NameDirectory.class).read("names");

  /** Null for an oid whose name was dropped, so that it is not looked for with every poll. */
  private Map<Long, String> databases = new HashMap<>();

  private Map<Long, String> roles = new HashMap<>();

  /** Reads the names of the rows again if asked to, or those that are not known. */
  void refresh(Connection connection, List<CounterRow> rows, boolean always) throws SQLException {
    if (always) {
      databases = new HashMap<>();
      roles = new HashMap<>();
    }
    Set<Long> newDatabases = missing(rows, row -> PostgresKey.dbid(row.key()), databases);
    Set<Long> newRoles = missing(rows, row -> PostgresKey.userid(row.key()), roles);
    if (!newDatabases.isEmpty() || !newRoles.isEmpty()) {
      newDatabases.forEach(oid -> databases.put(oid, null));
      newRoles.forEach(oid -> roles.put(oid, null));
      read(connection, newDatabases, newRoles);
    }
  }

  private static Set<Long> missing(
      List<CounterRow> rows, ToLongFunction<CounterRow> oid, Map<Long, String> known) {
    return rows.stream()
        .map(oid::applyAsLong)
        .filter(candidate -> !known.containsKey(candidate))
        .collect(Collectors.toSet());
  }

  private void read(Connection connection, Set<Long> newDatabases, Set<Long> newRoles)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, connection.createArrayOf("int8", newDatabases.toArray()));
      statement.setArray(2, connection.createArrayOf("int8", newRoles.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Map<Long, String> names = row.getString("kind").equals("database") ? databases : roles;
          names.put(row.getLong("oid"), row.getString("name"));
        }
      }
    }
  }

  /** How many names are kept. */
  int size() {
    return databases.size() + roles.size();
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
