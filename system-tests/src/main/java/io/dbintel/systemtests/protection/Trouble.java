package io.dbintel.systemtests.protection;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.SQLException;

/** What a database can suffer from. Closing it ends the trouble. */
interface Trouble extends AutoCloseable {

  /** Begins it on the server; returns when it is there. */
  void begin(EmbeddedPostgres server) throws SQLException;

  @Override
  void close() throws SQLException;
}
