package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The digest table of one server: which of the catalogue's counters it has, and the statements that
 * read it.
 *
 * @param all every counter it has
 * @param hot those that every poll reads
 */
record DigestTable(List<StatementCounter> all, List<StatementCounter> hot) {

  private static final SqlResources RESOURCES = SqlResources.nextTo(DigestTable.class);
  private static final String COLUMNS = RESOURCES.read("columns");
  private static final String DIGESTS = RESOURCES.read("digests");
  private static final String CHANGED = RESOURCES.read("changed");

  /** Asks the server. */
  static DigestTable read(Connection connection, StatementCatalogue catalogue) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData found = none.getMetaData();
      for (int i = 1; i <= found.getColumnCount(); i++) {
        columns.add(found.getColumnLabel(i).toLowerCase(Locale.ROOT));
      }
    }
    List<StatementCounter> all =
        catalogue.counters().stream().filter(counter -> columns.contains(counter.name())).toList();
    return new DigestTable(all, all.stream().filter(StatementCounter::hot).toList());
  }

  /** The counters that a read returns. */
  List<StatementCounter> counters(boolean everyCounter) {
    return everyCounter ? all : hot;
  }

  /**
   * The statement that reads rows.
   *
   * @param filtered whether only those that ran since a time, its parameter in seconds
   */
  String rows(boolean everyCounter, boolean filtered) {
    String columns =
        counters(everyCounter).stream()
            .map(StatementCounter::name)
            .collect(Collectors.joining(",\n  "));
    String sql = DIGESTS.replace("{counters}", columns);
    return filtered ? sql + "\n" + CHANGED : sql;
  }
}
