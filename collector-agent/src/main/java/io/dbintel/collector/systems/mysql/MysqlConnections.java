package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.JdbcSettings;
import java.util.Map;

/**
 * Connections to one instance: read-only, with limits for statements and locks, and nothing
 * inherited from the server.
 */
public final class MysqlConnections implements AutoCloseable {

  private final JdbcConnections connections;

  private MysqlConnections(MysqlInstance config) {
    this.connections =
        new JdbcConnections(
            new JdbcSettings(
                "dbintel-" + config.id(),
                new DriverSettings(config).url(),
                Map.of(),
                config.connection().poolSize(),
                config.connection().connectTimeout()),
            new SessionOpener(config),
            thrown -> MysqlFailure.of(thrown, config));
  }

  /** Prepares connections; opens none yet. */
  public static MysqlConnections open(MysqlInstance config) {
    return new MysqlConnections(config);
  }

  /** The connections, for collectors. */
  public JdbcConnections jdbc() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }
}
