package io.dbintel.systemtests.protection;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.SQLException;

/** So many sessions compute that nobody gets much of a processor. */
final class BusyProcessors implements Trouble {

  private static final String HOG =
      "SELECT sum(sqrt(n)) FROM generate_series(1, 2000000000::bigint) AS s(n)";

  private final OpenConnections connections = new OpenConnections();
  private final int hogs;
  private EmbeddedPostgres server;

  /**
   * @param hogs sessions that compute
   */
  BusyProcessors(int hogs) {
    this.hogs = hogs;
  }

  @Override
  public void begin(EmbeddedPostgres patient) throws SQLException {
    server = patient;
    for (int i = 0; i < hogs; i++) {
      connections.executeForLong(patient, HOG);
    }
  }

  @Override
  public void close() throws SQLException {
    if (server != null) {
      server.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT"
              + " sum(sqrt%' AND pid <> pg_backend_pid()");
    }
    connections.close();
  }
}
