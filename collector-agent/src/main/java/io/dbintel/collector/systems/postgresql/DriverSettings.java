package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.ConnectionConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the driver is told: whom to connect to and how. Names come from the configuration and may
 * contain anything, so they are escaped in the URL or passed beside it.
 */
final class DriverSettings {

  private static final long SOCKET_SLACK_SECONDS = 5;

  private final PostgresConfig config;
  private final String database;

  DriverSettings(PostgresConfig config, String database) {
    this.config = config;
    this.database = database;
  }

  /** URL without secrets. */
  String url() {
    return "jdbc:postgresql://"
        + authority()
        + ":"
        + config.port()
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  private String authority() {
    if (UnixSocketFactory.isDirectory(config.host())) {
      return "localhost";
    }
    String host = config.host();
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Properties of the driver, secrets included. */
  Properties properties() {
    ConnectionConfig limits = config.connection();
    Properties properties = new Properties();
    properties.put("user", config.user());
    if (config.password() != null) {
      properties.put("password", config.password().reveal());
    }
    properties.put("ApplicationName", SessionSettings.APPLICATION_NAME);
    // the driver then sends nothing of its own after connecting, and no parameter at the start
    // that a pooler does not know
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
    properties.put("logServerErrorDetail", "false");
    if (UnixSocketFactory.isDirectory(config.host())) {
      properties.put("socketFactory", UnixSocketFactory.class.getName());
      properties.put(
          "socketFactoryArg", UnixSocketFactory.file(config.host(), config.port()).toString());
    }
    tls(properties);
    return properties;
  }

  private void tls(Properties properties) {
    PostgresTlsConfig tls = config.tls();
    properties.put("sslmode", tls.modeFor(config.host()));
    putPath(properties, "sslrootcert", tls.rootCertificate());
    putPath(properties, "sslcert", tls.certificate());
    putPath(properties, "sslkey", tls.key());
  }

  private static void putPath(Properties properties, String name, Path path) {
    if (path != null) {
      properties.put(name, path.toString());
    }
  }

  private static String seconds(long millis) {
    return Long.toString(Math.max(1, (millis + 999) / 1_000));
  }
}
