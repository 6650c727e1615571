package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.jdbc.ConnectionOpener;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.mariadb.jdbc.Driver;

/** Opens sessions that inherit nothing (see {@link SessionSettings}) and verifies it. */
final class SessionOpener implements ConnectionOpener {

  private final MysqlInstance config;
  private final DriverSettings driver;

  SessionOpener(MysqlInstance config) {
    this.config = config;
    this.driver = new DriverSettings(config);
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = connect();
    try {
      new SessionSettings(config.flavour(), release(connection), config.connection())
          .apply(connection);
      return connection;
    } catch (SQLException e) {
      close(connection, e);
      throw e;
    }
  }

  /**
   * Begins it explicitly. The driver leaves out a COMMIT when the server reports no transaction,
   * and reading the performance schema alone begins none; but its metadata locks would stay until
   * there is one, and hold up whoever empties a table.
   */
  @Override
  public void beginTransaction(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("start transaction read only");
    }
  }

  private Connection connect() throws SQLException {
    String mode = config.tls().modeFor(config.host());
    if (mode.equals(MysqlTlsConfig.DISABLED)) {
      return connect(false);
    }
    try {
      return connect(true);
    } catch (SQLException e) {
      if (mode.equals(MysqlTlsConfig.PREFERRED) && MysqlFailure.offersNoTls(e)) {
        return connect(false);
      }
      throw e;
    }
  }

  private Connection connect(boolean tls) throws SQLException {
    return new Driver().connect(driver.url(), driver.properties(tls));
  }

  /**
   * The version of the server, if it is what the instance is configured as: what is told about it
   * bears the system's name.
   */
  private ServerRelease release(Connection connection) throws SQLException {
    String version;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select version()")) {
      row.next();
      version = row.getString(1);
    }
    Flavour found = Flavour.of(version);
    if (found != config.flavour()) {
      throw refused(
          "other_system",
          config.address()
              + " is "
              + found.displayName()
              + ", but configured as "
              + config.flavour().displayName()
              + "; set instances[].system: "
              + found.system());
    }
    ServerRelease release = ServerRelease.parse(version);
    if (release.compareTo(found.oldest()) < 0) {
      throw refused(
          "old_server",
          config.address()
              + " is "
              + found.displayName()
              + " "
              + release
              + "; upgrade it to "
              + found.oldest()
              + " or later");
    }
    return release;
  }

  private static SQLException refused(String reason, String message) {
    return new SQLException(new PollFailure(reason, message, true, null));
  }

  private static void close(Connection connection, SQLException first) {
    try {
      connection.close();
    } catch (SQLException second) {
      first.addSuppressed(second);
    }
  }
}
