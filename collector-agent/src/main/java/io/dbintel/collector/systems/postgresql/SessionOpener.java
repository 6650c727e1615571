package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.jdbc.ConnectionOpener;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.WeakHashMap;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions that inherit nothing (see {@link SessionSettings}) and verifies it.
 *
 * <p>A pooler such as PgBouncer invents the process id that a client is told; a session that is
 * told another id than the server's is a borrowed one. What is set there for the session would stay
 * with the next borrower, so everything is set for each transaction instead, and nothing is
 * prepared under a name. That is right whether sessions are lent for a transaction or for longer.
 */
final class SessionOpener implements ConnectionOpener {

  private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);
  private static final String UNKNOWN_PARAMETER_VALUE = "22023";

  /** Limits that can end a connection while it is made, and the first version that has them. */
  private static final Map<String, Integer> FIRST_WITH_LIMIT =
      Map.of("25P04", 17, "57P05", 14, "25P03", 12, "57014", 12);

  private final PostgresConfig config;
  private final DriverSettings driver;
  private final SessionSettings settings;
  private final PgpoolProbe pgpool;
  private final Set<PGConnection> borrowed =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  SessionOpener(PostgresConfig config, String database) {
    this.config = config;
    this.driver = new DriverSettings(config, database);
    this.settings = new SessionSettings(config.connection());
    this.pgpool = new PgpoolProbe(this::connect);
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection;
    try {
      connection = connect(new Properties());
    } catch (SQLException e) {
      Integer atLeast = FIRST_WITH_LIMIT.get(String.valueOf(e.getSQLState()));
      if (atLeast == null) {
        throw e;
      }
      return again(e, atLeast);
    }
    int version = version(connection);
    try {
      return prepare(connection, version, new Properties());
    } catch (SQLException first) {
      close(connection, first);
      if (first.getCause() instanceof PollFailure) {
        throw first;
      }
      // a limit of the role that is too short to change it in time can be overridden at the start
      return again(first, version);
    }
  }

  private Connection again(SQLException first, int version) throws SQLException {
    Properties options = new Properties();
    options.put("options", settings.startupOptions(version));
    Connection connection;
    try {
      connection = connect(options);
    } catch (SQLException refused) {
      first.addSuppressed(refused);
      throw first;
    }
    try {
      return prepare(connection, version(connection), options);
    } catch (SQLException e) {
      close(connection, e);
      throw e;
    }
  }

  private Connection prepare(Connection connection, int version, Properties more)
      throws SQLException {
    if (!isElsewhere(fix(connection, version)) || !pgpool.isOpen()) {
      return connection;
    }
    // the role may have no more than one connection
    connection.close();
    pgpool.requireOneServer();
    Connection second = connect(more);
    fix(second, version);
    return second;
  }

  private boolean isElsewhere(String serverPort) {
    return serverPort != null && !serverPort.equals(Integer.toString(config.port()));
  }

  /** Fixes and verifies the settings; returns the port that the server listens on, if any. */
  private String fix(Connection connection, int version) throws SQLException {
    connection.setAutoCommit(false);
    List<String> server =
        SessionSettings.row(
            connection,
            settings.prelude(version)
                + "; select pg_catalog.pg_backend_pid(), pg_catalog.inet_server_port()");
    PGConnection session = connection.unwrap(PGConnection.class);
    if (Integer.parseInt(server.get(0)) == session.getBackendPID()) {
      settings.applyToSession(connection, version);
      connection.commit();
      settings.verify(connection, version);
    } else {
      session.setPrepareThreshold(0);
      borrowed.add(session);
    }
    connection.rollback();
    connection.setAutoCommit(true);
    return server.get(1);
  }

  @Override
  public void beginTransaction(Connection connection) throws SQLException {
    if (isBorrowed(connection)) {
      settings.applyToTransaction(connection, version(connection));
    }
  }

  /** Whether a pooler lends the session. */
  boolean isBorrowed(Connection connection) throws SQLException {
    return borrowed.contains(connection.unwrap(PGConnection.class));
  }

  /** Whether sessions go through Pgpool-II; known once one was opened. */
  boolean isThroughPgpool() {
    return pgpool.found();
  }

  private Connection connect(Properties more) throws SQLException {
    Properties properties = driver.properties();
    properties.putAll(more);
    try {
      return connection(properties);
    } catch (SQLException e) {
      if (!UNKNOWN_PARAMETER_VALUE.equals(e.getSQLState()) || isUtc()) {
        throw e;
      }
      leaveLocalTime();
      return connection(properties);
    }
  }

  private Connection connection(Properties properties) throws SQLException {
    return new Driver().connect(driver.url(), properties);
  }

  private static boolean isUtc() {
    return TimeZone.getDefault().getID().equals("UTC");
  }

  /** The driver tells the server the time zone of the JVM; a server that knows it not refuses. */
  private static void leaveLocalTime() {
    LOG.warn(
        "PostgreSQL does not know the time zone {} of this JVM, which the driver tells it; going on"
            + " in UTC, also in this log; start the JVM with -Duser.timezone=UTC or another known"
            + " one",
        TimeZone.getDefault().getID());
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  private static int version(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  private static void close(Connection connection, SQLException first) {
    try {
      connection.close();
    } catch (SQLException second) {
      first.addSuppressed(second);
    }
  }
}
