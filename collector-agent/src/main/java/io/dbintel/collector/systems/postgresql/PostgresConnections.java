package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.JdbcSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Connections to one instance: read-only by default, with limits for statements, locks and idle
 * transactions.
 */
public final class PostgresConnections {

  private static final String APPLICATION_NAME = "dbintel-agent";
  private static final long SOCKET_SLACK_SECONDS = 5;

  private PostgresConnections() {}

  /** Prepares connections; opens none yet. */
  public static JdbcConnections open(PostgresConfig config) {
    return new JdbcConnections(
        new JdbcSettings(
            "dbintel-" + config.id(),
            "jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.database(),
            properties(config),
            config.connection().poolSize(),
            config.connection().connectTimeout()),
        thrown -> PostgresFailure.of(thrown, config));
  }

  private static Map<String, String> properties(PostgresConfig config) {
    ConnectionConfig limits = config.connection();
    Map<String, String> properties = new HashMap<>();
    properties.put("user", config.user());
    if (config.password() != null) {
      properties.put("password", config.password().reveal());
    }
    properties.put("ApplicationName", APPLICATION_NAME);
    properties.put("assumeMinServerVersion", "12");
    properties.put("connectTimeout", seconds(limits.connectTimeout().toMillis()));
    properties.put("loginTimeout", seconds(limits.connectTimeout().toMillis()));
    properties.put(
        "socketTimeout",
        Long.toString(limits.statementTimeout().toSeconds() + SOCKET_SLACK_SECONDS));
    properties.put("tcpKeepAlive", "true");
    properties.put("gssEncMode", "disable");
    properties.put("readOnlyMode", "ignore");
    properties.put("prepareThreshold", "2");
    properties.put("options", options(limits));
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

  private static void tls(PostgresTlsConfig tls, Map<String, String> properties) {
    properties.put("sslmode", tls.mode());
    putPath(properties, "sslrootcert", tls.rootCertificate());
    putPath(properties, "sslcert", tls.certificate());
    putPath(properties, "sslkey", tls.key());
  }

  private static void putPath(Map<String, String> properties, String name, Path path) {
    if (path != null) {
      properties.put(name, path.toString());
    }
  }

  private static String seconds(long millis) {
    return Long.toString(Math.max(1, (millis + 999) / 1_000));
  }
}
