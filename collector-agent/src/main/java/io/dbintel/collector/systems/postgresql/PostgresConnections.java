package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.JdbcSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Connections to one instance: read-only, with limits for statements, locks and idle transactions,
 * and nothing inherited from role, database or server.
 */
public final class PostgresConnections implements AutoCloseable {

  /** The driver would log what the server says, which may quote data. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  private final PostgresConfig config;
  private final SessionOpener opener;
  private final JdbcConnections connections;

  private PostgresConnections(PostgresConfig config, String database, int size) {
    this.config = config;
    this.opener = new SessionOpener(config, database);
    this.connections =
        new JdbcConnections(
            new JdbcSettings(
                "dbintel-" + config.id(),
                new DriverSettings(config, database).url(),
                Map.of(),
                size,
                config.connection().connectTimeout()),
            opener,
            thrown -> PostgresFailure.of(thrown, config));
  }

  /** Prepares connections; opens none yet. */
  public static PostgresConnections open(PostgresConfig config) {
    return new PostgresConnections(config, config.database(), config.connection().poolSize());
  }

  /** Prepares one connection to another database of the same server; opens none yet. */
  public PostgresConnections toDatabase(String database) {
    return new PostgresConnections(config, database, 1);
  }

  /** The connections, for collectors. */
  public JdbcConnections jdbc() {
    return connections;
  }

  /** Settings of our sessions that the planner goes by, and that statements are not run under. */
  public static List<String> plannerSettings() {
    return SessionSettings.PLANNER;
  }

  /** Whether a pooler such as PgBouncer lends the session. */
  public boolean isBorrowed(Connection connection) throws SQLException {
    return opener.isBorrowed(connection);
  }

  /** Whether sessions go through Pgpool-II. */
  public boolean isThroughPgpool() {
    return opener.isThroughPgpool();
  }

  @Override
  public void close() {
    connections.close();
  }
}
