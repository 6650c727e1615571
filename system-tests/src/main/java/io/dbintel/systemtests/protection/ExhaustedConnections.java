package io.dbintel.systemtests.protection;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.SQLException;

/** Nearly as many connections as the server has. */
final class ExhaustedConnections implements Trouble {

  private final OpenConnections connections = new OpenConnections();
  private final int count;

  /**
   * @param count connections to open
   */
  ExhaustedConnections(int count) {
    this.count = count;
  }

  @Override
  public void begin(EmbeddedPostgres patient) throws SQLException {
    for (int i = 0; i < count; i++) {
      connections.add(patient);
    }
  }

  @Override
  public void close() throws SQLException {
    connections.close();
  }
}
