package io.dbintel.collector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** How sessions of one instance are opened and made independent of what they would inherit. */
public interface ConnectionOpener {

  /**
   * Opens a session that is ready for use.
   *
   * @throws SQLException from the driver; with a {@link io.dbintel.collector.system.PollFailure} as
   *     its cause when the session is not as it has to be
   */
  Connection open() throws SQLException;

  /** Does what has to come first in every transaction of a session that was opened here. */
  default void beginTransaction(Connection connection) throws SQLException {}
}
