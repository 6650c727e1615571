package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.jdbc.Loopback;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the driver is told: whom to connect to and how. MariaDB's driver serves both systems; see
 * decision 0541.
 */
final class DriverSettings {

  /** Name of the agent's sessions in the server's connection attributes. */
  static final String PROGRAM_NAME = "dbintel-agent";

  private static final long SOCKET_SLACK_MILLIS = 5_000;

  /** Ways to log in that do not send the password itself. */
  private static final String WITHOUT_TLS =
      "mysql_native_password,client_ed25519,caching_sha2_password,parsec";

  static {
    // the driver would log what the server says, which may quote data
    System.setProperty("mariadb.logging.disable", "true");
  }

  private final MysqlInstance config;

  DriverSettings(MysqlInstance config) {
    this.config = config;
  }

  /** URL without secrets. */
  String url() {
    String host = config.host();
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "jdbc:mariadb://" + literal + ":" + config.port() + "/";
  }

  /**
   * Properties of the driver, secrets included.
   *
   * @param tls whether the connection is protected
   */
  Properties properties(boolean tls) {
    ConnectionConfig limits = config.connection();
    Properties properties = new Properties();
    properties.put("user", config.user());
    if (config.password() != null) {
      properties.put("password", config.password().reveal());
    }
    properties.put("connectTimeout", Long.toString(limits.connectTimeout().toMillis()));
    properties.put(
        "socketTimeout", Long.toString(limits.statementTimeout().toMillis() + SOCKET_SLACK_MILLIS));
    properties.put("tcpKeepAlive", "true");
    properties.put("connectionAttributes", "program_name:" + PROGRAM_NAME);
    properties.put("jdbcCompliantTruncation", "false");
    // a server must be able neither to ask for files of this machine nor to send us elsewhere
    properties.put("allowLocalInfile", "false");
    properties.put("permitRedirect", "false");
    properties.put("sslMode", tls ? driverMode() : "disable");
    if (tls) {
      tls(properties);
    } else {
      properties.put("restrictedAuth", WITHOUT_TLS);
      properties.put("allowPublicKeyRetrieval", Boolean.toString(Loopback.is(config.host())));
    }
    return properties;
  }

  private String driverMode() {
    return switch (config.tls().modeFor(config.host())) {
      case "verify-ca" -> "verify-ca";
      case "verify-identity" -> "verify-full";
      default -> "trust";
    };
  }

  private void tls(Properties properties) {
    MysqlTlsConfig tls = config.tls();
    properties.put("tlsSocketType", TlsPlugin.TYPE);
    properties.put(
        "enabledSslProtocolSuites",
        tls.minVersion().equals("TLSv1.3") ? "TLSv1.3" : "TLSv1.2,TLSv1.3");
    putPath(properties, TlsPlugin.ROOT_CERTIFICATE, tls.rootCertificate());
    putPath(properties, TlsPlugin.CERTIFICATE, tls.certificate());
    putPath(properties, TlsPlugin.KEY, tls.key());
  }

  private static void putPath(Properties properties, String name, Path path) {
    if (path != null) {
      properties.put(name, path.toString());
    }
  }
}
