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
  private final Function<SQLException, PollFailure> failures;
  private final Properties properties = new Properties();
  private HikariDataSource pool;
  private boolean proven;
  private PollFailure lastFailure;
  private long lastFailureAt;

  /**
   * @param failures says what an exception of the driver means
   */
  public JdbcConnections(JdbcSettings settings, Function<SQLException, PollFailure> failures) {
    this.settings = settings;
    this.failures = failures;
    this.properties.putAll(settings.properties());
  }

  /** What is done on a connection. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException, PollFailure;
  }

  /** Does the work in one transaction. */
  public <T> T inTransaction(Work<T> work) throws PollFailure {
    try (Connection connection = connect()) {
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | PollFailure | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      PollFailure failure = failures.apply(e);
      if (failure.unreachable()) {
        distrust(failure);
      }
      throw failure;
    }
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
      DriverManager.getConnection(settings.url(), properties).close();
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
    hikari.setJdbcUrl(settings.url());
    hikari.setDataSourceProperties(properties);
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
