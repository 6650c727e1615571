package io.dbintel.systemtests.exactness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** A session that is never idle, so that every session tick has something to record. */
final class SleepingSession implements AutoCloseable {

  private static final long RETRY_NANOS = 50_000_000;

  private final Connector connector;
  private final Thread thread = new Thread(this::sleep, "sleeping-session");
  private volatile boolean closed;
  private volatile Connection connection;

  /** Opens a connection. */
  interface Connector {
    Connection open() throws SQLException;
  }

  SleepingSession(Connector connector) {
    this.connector = connector;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    try (Connection open = connection) {
      if (open != null) {
        open.abort(Runnable::run);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the sleeping session cannot be ended", e);
    }
  }

  /** A restart of the server ends the session; then there is another one. */
  private void sleep() {
    while (!closed) {
      try (Connection open = connector.open();
          Statement statement = open.createStatement()) {
        connection = open;
        statement.execute("SELECT pg_sleep(600)");
      } catch (SQLException e) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }
}
