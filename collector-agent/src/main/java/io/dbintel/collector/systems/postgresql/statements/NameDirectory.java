package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.schemas.avro.OidName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of databases and roles by oid, read again when one is missing. Used by one thread. */
final class NameDirectory {

  private static final String SQL = SqlResource.read("identity/names");

  private Map<Long, String> databases = new HashMap<>();
  private Map<Long, String> roles = new HashMap<>();

  /** Reads the names again if asked to, or if a row refers to one that is not known. */
  void refresh(Connection connection, Collection<CounterRow> rows, boolean always)
      throws SQLException {
    if (always || rows.stream().anyMatch(row -> !knows(row.key()))) {
      read(connection);
      // a name that was dropped meanwhile is not looked for with every poll
      for (CounterRow row : rows) {
        databases.putIfAbsent(row.key().dbid(), "");
        roles.putIfAbsent(row.key().userid(), "");
      }
    }
  }

  private boolean knows(StatementKey key) {
    return databases.containsKey(key.dbid()) && roles.containsKey(key.userid());
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

  /** Names of the databases that the rows refer to, sorted by oid. */
  List<OidName> databasesOf(List<CounterRow> rows) {
    return names(
        rows.stream().map(row -> row.key().dbid()).distinct().sorted().toList(), databases);
  }

  /** Names of the roles that the rows refer to, sorted by oid. */
  List<OidName> rolesOf(List<CounterRow> rows) {
    return names(rows.stream().map(row -> row.key().userid()).distinct().sorted().toList(), roles);
  }

  private static List<OidName> names(List<Long> oids, Map<Long, String> names) {
    return oids.stream()
        .filter(oid -> !names.getOrDefault(oid, "").isEmpty())
        .map(oid -> new OidName(oid, names.get(oid)))
        .toList();
  }
}
