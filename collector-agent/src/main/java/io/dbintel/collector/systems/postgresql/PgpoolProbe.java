package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/**
 * Finds out whether Pgpool-II is between the agent and PostgreSQL, and refuses it where it would
 * mix the counters of several servers. Pgpool-II answers {@code SHOW pool_version} itself; a
 * PostgreSQL knows no such setting and notes an error in its log, so it is asked only where
 * something is between: the server listens on another port than the one that was connected to.
 */
final class PgpoolProbe {

  private static final String SIMPLE_PROTOCOL = "simple";

  /** What PostgreSQL (undefined_object) and PgBouncer (protocol_violation) say to the question. */
  private static final Set<String> NOT_PGPOOL = Set.of("42704", "08P01");

  private final Connector connector;
  private Boolean found;

  /** Opens a connection with some more driver properties. */
  interface Connector {
    Connection connect(Properties more) throws SQLException;
  }

  PgpoolProbe(Connector connector) {
    this.connector = connector;
  }

  synchronized boolean found() {
    return Boolean.TRUE.equals(found);
  }

  /** Whether it is not known yet. */
  synchronized boolean isOpen() {
    return found == null;
  }

  /**
   * Asks, over a connection of its own; when no answer comes, it stays open whether it is Pgpool.
   *
   * @throws SQLException with a {@link PollFailure} as its cause when reads go to any of several
   *     servers, until they do no longer
   */
  synchronized void requireOneServer() throws SQLException {
    if (found != null) {
      return;
    }
    Properties simple = new Properties();
    simple.put("preferQueryMode", SIMPLE_PROTOCOL);
    try (Connection connection = connector.connect(simple);
        Statement statement = connection.createStatement()) {
      if (answers(statement) && balances(statement)) {
        throw refusal(servers(statement));
      }
      found = Boolean.TRUE;
    } catch (SQLException e) {
      if (e.getCause() instanceof PollFailure) {
        throw e;
      }
      if (NOT_PGPOOL.contains(String.valueOf(e.getSQLState()))) {
        found = Boolean.FALSE;
      }
    }
  }

  private static boolean answers(Statement statement) throws SQLException {
    try (ResultSet version = statement.executeQuery("show pool_version")) {
      return version.next();
    }
  }

  private static boolean balances(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pgpool show load_balance_mode")) {
      return row.next() && "on".equals(row.getString(1)) && servers(statement) > 1;
    }
  }

  private static int servers(Statement statement) throws SQLException {
    int servers = 0;
    try (ResultSet nodes = statement.executeQuery("show pool_nodes")) {
      while (nodes.next()) {
        servers++;
      }
    }
    return servers;
  }

  private static SQLException refusal(int servers) {
    return new SQLException(
        new PollFailure(
            "pgpool_load_balancing",
            "Pgpool-II spreads reads over "
                + servers
                + " servers, whose counters must not be mixed; configure an instance for each"
                + " server with its own host and port, or set load_balance_mode = off in"
                + " pgpool.conf",
            true,
            null));
  }
}
