package io.dbintel.collector.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.config.TlsConfig;
import io.dbintel.collector.system.PollFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The few connections to one instance: read-only by default, with limits for statements, locks and
 * idle transactions. After a failure one plain connection is tried before the pool is used again,
 * so that a wrong password is offered once and not as often as a pool would. Thread-safe.
 */
final class PostgresConnections implements AutoCloseable {

  static final String APPLICATION_NAME = "dbintel-agent";
  private static final long SOCKET_SLACK_SECONDS = 5;
  private static final long POOL_WAIT_SLACK_MILLIS = 1_000;

  private final InstanceConfig config;
  private final String url;
  private final Properties properties;
  private HikariDataSource pool;
  private boolean proven;
  private PollFailure lastFailure;
  private long lastFailureAt;

  PostgresConnections(InstanceConfig config) {
    this.config = config;
    this.url = "jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.database();
    this.properties = properties(config);
  }

  /** What is done on a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException, PollFailure;
  }

  /** Does the work in one transaction. */
  <T> T inTransaction(Work<T> work) throws PollFailure {
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
      PollFailure failure = PostgresFailure.of(e, config);
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
      DriverManager.getConnection(url, properties).close();
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
    hikari.setPoolName("dbintel-" + config.id());
    hikari.setJdbcUrl(url);
    hikari.setDataSourceProperties(properties);
    hikari.setMaximumPoolSize(config.connection().poolSize());
    hikari.setMinimumIdle(0);
    hikari.setIdleTimeout(60_000);
    hikari.setAutoCommit(false);
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionTimeout(
        config.connection().connectTimeout().toMillis() + POOL_WAIT_SLACK_MILLIS);
    return hikari;
  }

  private static Properties properties(InstanceConfig config) {
    ConnectionConfig limits = config.connection();
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    if (config.password() != null) {
      properties.setProperty("password", config.password().reveal());
    }
    properties.setProperty("ApplicationName", APPLICATION_NAME);
    properties.setProperty("assumeMinServerVersion", "12");
    properties.setProperty("connectTimeout", seconds(limits.connectTimeout().toMillis()));
    properties.setProperty("loginTimeout", seconds(limits.connectTimeout().toMillis()));
    properties.setProperty(
        "socketTimeout",
        Long.toString(limits.statementTimeout().toSeconds() + SOCKET_SLACK_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("readOnlyMode", "ignore");
    properties.setProperty("prepareThreshold", "2");
    properties.setProperty("options", options(limits));
    tls(config.tls(), properties);
    return properties;
  }

  /** Settings of every session; a nested loop over the array of known rows would be quadratic. */
  private static String options(ConnectionConfig limits) {
    return "-c default_transaction_read_only=on"
        + " -c statement_timeout="
        + limits.statementTimeout().toMillis()
        + " -c lock_timeout="
        + limits.lockTimeout().toMillis()
        + " -c idle_in_transaction_session_timeout="
        + limits.idleInTransactionTimeout().toMillis()
        + " -c enable_nestloop=off -c jit=off";
  }

  private static void tls(TlsConfig tls, Properties properties) {
    properties.setProperty("sslmode", tls.mode());
    setPath(properties, "sslrootcert", tls.rootCertificate());
    setPath(properties, "sslcert", tls.certificate());
    setPath(properties, "sslkey", tls.key());
  }

  private static void setPath(Properties properties, String name, Path path) {
    if (path != null) {
      properties.setProperty(name, path.toString());
    }
  }

  private static String seconds(long millis) {
    return Long.toString(Math.max(1, (millis + 999) / 1_000));
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
