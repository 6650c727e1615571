package io.dbintel.systemtests.protection;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Connections that belong together, some of them busy. Closing them ends what they do. */
final class OpenConnections {

  private final List<Connection> connections = new ArrayList<>();

  Connection add(EmbeddedPostgres server) throws SQLException {
    Connection connection = server.connection("postgres");
    connections.add(connection);
    return connection;
  }

  /** Executes on a thread of its own; that it is cut off in the end is no error. */
  void executeForLong(EmbeddedPostgres server, String sql) throws SQLException {
    Connection connection = add(server);
    Thread thread =
        new Thread(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
              } catch (SQLException cutOff) {
                // the trouble is over
              }
            },
            "trouble");
    thread.setDaemon(true);
    thread.start();
  }

  void close() throws SQLException {
    for (Connection connection : connections) {
      connection.abort(Runnable::run);
    }
    connections.clear();
  }
}
