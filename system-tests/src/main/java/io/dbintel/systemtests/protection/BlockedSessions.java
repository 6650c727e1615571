package io.dbintel.systemtests.protection;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One session holds a lock that many wait for. */
final class BlockedSessions implements Trouble {

  private static final int WAITING = 8;

  private final OpenConnections connections = new OpenConnections();
  private EmbeddedPostgres server;

  @Override
  public void begin(EmbeddedPostgres patient) throws SQLException {
    server = patient;
    patient.execute("CREATE TABLE IF NOT EXISTS account (id int)");
    Connection holder = connections.add(patient);
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
    }
    for (int i = 0; i < WAITING; i++) {
      connections.executeForLong(patient, "SELECT count(*) FROM account");
    }
  }

  @Override
  public void close() throws SQLException {
    if (server != null) {
      server.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'account'::regclass");
    }
    connections.close();
  }
}
