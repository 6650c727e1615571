package io.dbintel.collector.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;

/**
 * The few connections to one instance. After a failure one plain connection is tried before the
 * pool is used again, so that a wrong password is offered once and not as often as a pool would.
 * Thread-safe.
 */
public final class JdbcConnections implements AutoCloseable {

  private static final long POOL_WAIT_SLACK_MILLIS = 1_000;

  private final JdbcSettings settings;
  private final ConnectionOpener opener;
  private final Function<SQLException, PollFailure> failures;
  private HikariDataSource pool;
  private boolean proven;
  private PollFailure lastFailure;
  private long lastFailureAt;

  /**
   * Connections that the driver opens and nothing else has to be done to.
   *
   * @param failures says what an exception of the driver means
   */
  public JdbcConnections(JdbcSettings settings, Function<SQLException, PollFailure> failures) {
    this(settings, () -> driverConnection(settings), failures);
  }

  /**
   * Connections of an opener.
   *
   * @param failures says what an exception of the driver means
   */
  public JdbcConnections(
      JdbcSettings settings,
      ConnectionOpener opener,
      Function<SQLException, PollFailure> failures) {
    this.settings = settings;
    this.opener = opener;
    this.failures = failures;
  }

  private static Connection driverConnection(JdbcSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(settings.properties());
    return DriverManager.getConnection(settings.url(), properties);
  }

  /** What is done on a connection. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException, PollFailure;
  }

  /** Does the work in one transaction. */
  public <T> T inTransaction(Work<T> work) throws PollFailure {
    try (Connection connection = connect()) {
      try {
        opener.beginTransaction(connection);
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | PollFailure | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      PollFailure failure = failureOf(e);
      if (failure.unreachable()) {
        distrust(failure);
      }
      throw failure;
    }
  }

  /**
   * Gives the work a session that nobody else uses before or after, for transactions none of which
   * is committed. It counts among the connections of the instance.
   */
  public <T> T inSessionOfItsOwn(SessionWork<T> work) throws PollFailure {
    HikariDataSource from = null;
    Connection connection = null;
    try {
      from = provenPool(System.nanoTime());
      connection = from.getConnection();
      Connection given = connection;
      return work.run(new OwnSession(given, opener));
    } catch (SQLException e) {
      PollFailure failure = failureOf(e);
      if (failure.unreachable()) {
        distrust(failure);
      }
      throw failure;
    } finally {
      if (connection != null) {
        from.evictConnection(connection);
      }
    }
  }

  /** What is done in a session. */
  public interface SessionWork<T> {
    T run(OwnSession session) throws SQLException, PollFailure;
  }

  /** A session for transactions that are rolled back. Used by one thread. */
  public static final class OwnSession {
    private final Connection connection;
    private final ConnectionOpener opener;

    private OwnSession(Connection connection, ConnectionOpener opener) {
      this.connection = connection;
      this.opener = opener;
    }

    /** Does the work in one transaction and rolls it back. */
    public <T> T rolledBack(Work<T> work) throws SQLException, PollFailure {
      try {
        opener.beginTransaction(connection);
        T result = work.run(connection);
        connection.rollback();
        return result;
      } catch (SQLException | PollFailure | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  /** What an opener has found out itself needs no interpretation. */
  private PollFailure failureOf(SQLException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PollFailure failure) {
        return failure;
      }
    }
    return failures.apply(thrown);
  }

  private static void rollback(Connection connection, Exception first) {
    try {
      connection.rollback();
    } catch (SQLException second) {
      first.addSuppressed(second);
    }
  }

  private Connection connect() throws SQLException, PollFailure {
    return provenPool(System.nanoTime()).getConnection();
  }

  private synchronized HikariDataSource provenPool(long asked) throws SQLException, PollFailure {
    if (!proven) {
      if (lastFailure != null && lastFailureAt - asked > 0) {
        throw lastFailure;
      }
      opener.open().close();
      proven = true;
      if (pool == null) {
        pool = new HikariDataSource(poolConfig());
      }
    }
    return pool;
  }

  private synchronized void distrust(PollFailure failure) {
    proven = false;
    lastFailure = failure;
    lastFailureAt = System.nanoTime();
  }

  private HikariConfig poolConfig() {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(settings.name());
    hikari.setDataSource(new OpenerDataSource(opener));
    hikari.setMaximumPoolSize(settings.poolSize());
    hikari.setMinimumIdle(0);
    hikari.setIdleTimeout(60_000);
    hikari.setAutoCommit(false);
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionTimeout(settings.connectTimeout().toMillis() + POOL_WAIT_SLACK_MILLIS);
    return hikari;
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
