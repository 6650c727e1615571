package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.system.PollFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/**
 * Says what an SQLException means and the fix. The server's own message is left out, also of the
 * cause: it may quote data. Codes: PostgreSQL documentation, appendix A.
 */
public final class PostgresFailure {

  private final PostgresConfig instance;
  private final String state;
  private final Throwable thrown;
  private final String serverText;

  private PostgresFailure(SQLException failure, PostgresConfig instance) {
    this.instance = instance;
    this.state = failure.getSQLState() == null ? "unknown" : failure.getSQLState();
    this.thrown = failure;
    this.serverText = failure.getMessage() == null ? "" : failure.getMessage();
  }

  /** What it means. */
  public static PollFailure of(SQLException thrown, PostgresConfig instance) {
    return new PostgresFailure(serverSide(thrown), instance).explained();
  }

  private PollFailure explained() {
    String user = "role " + instance.user();
    return switch (state) {
      case "28P01" ->
          unreachable(
              "password of "
                  + user
                  + " was refused by "
                  + instance.address()
                  + "; set instances[].password, or run as superuser: ALTER ROLE "
                  + quoted(instance.user())
                  + " PASSWORD '...';");
      case "08004" -> rejected(user);
      case "28000" ->
          unreachable(
              user
                  + " may not log in to "
                  + instance.address()
                  + "; create it with LOGIN and allow it in pg_hba.conf, with tls.mode "
                  + instance.tls().modeFor(instance.host()));
      case "3D000" ->
          unreachable(
              "database "
                  + instance.database()
                  + " does not exist on "
                  + instance.host()
                  + "; set instances[].database");
      case "42501" ->
          failed(
              user
                  + " lacks a privilege; run as superuser: GRANT pg_monitor TO "
                  + quoted(instance.user())
                  + ";");
      case "55000" ->
          failed(
              "pg_stat_statements is not loaded; add it to shared_preload_libraries and restart"
                  + " PostgreSQL");
      case "57014" ->
          failed(
              "a statement took longer than connection.statementTimeout ("
                  + instance.connection().statementTimeout().toMillis()
                  + " ms); the poll is tried again later");
      case "55P03" -> failed("could not obtain a lock within connection.lockTimeout");
      case "22021", "22P05" ->
          failed(
              "database "
                  + instance.database()
                  + " cannot show a text of another encoding ("
                  + SqlStates.named(state)
                  + "); set instances[].database to one with encoding UTF8");
      case "53300" ->
          unreachable(
              instance.address() + " has no connection left; raise max_connections or free some");
      case "57P01", "57P02" -> unreachable(instance.address() + " ended the connection (shutdown)");
      case "57P03" -> unreachable(instance.address() + " is starting up");
      case "22023" ->
          unreachable(
              instance.address()
                  + " refused a parameter of the connection ("
                  + SqlStates.named(state)
                  + "), such as the time zone of the JVM or the encoding UTF8; start the agent with"
                  + " -Duser.timezone=UTC");
      default -> state.equals("08P01") && !serverText.isEmpty() ? refusedByPooler() : other();
    };
  }

  /** What the driver refuses before it has logged in. */
  private PollFailure rejected(String user) {
    return instance.password() == null
        ? unreachable(
            instance.address()
                + " asks for a password of "
                + user
                + ", but none is configured; set instances[].password")
        : unreachable(
            "the login of "
                + user
                + " to "
                + instance.address()
                + " was rejected ("
                + SqlStates.named(state)
                + "); the server asks for a way of logging in that the driver does not have: use"
                + " scram-sha-256 or cert in pg_hba.conf");
  }

  /** What PgBouncer refuses has this code whatever the reason; its text tells them apart. */
  private PollFailure refusedByPooler() {
    if (serverText.contains("statement pooling")) {
      return unreachable(
          "PgBouncer at "
              + instance.host()
              + ":"
              + instance.port()
              + " lends connections for one statement, but a poll needs a transaction; set"
              + " pool_mode = transaction or session in pgbouncer.ini, or connect directly");
    }
    if (serverText.contains("startup parameter")) {
      return unreachable(
          "PgBouncer at "
              + instance.host()
              + ":"
              + instance.port()
              + " refused a parameter of the connection; set ignore_startup_parameters ="
              + " extra_float_digits,options in pgbouncer.ini, or connect directly");
    }
    return unreachable(
        "the connection to "
            + instance.address()
            + " was refused ("
            + SqlStates.named(state)
            + "); if PgBouncer is there, it has to know database and role ([databases] and"
            + " auth_file in pgbouncer.ini), or connect directly");
  }

  private PollFailure other() {
    Throwable cause = rootCause(thrown);
    if (cause instanceof UnknownHostException) {
      return unreachable(
          "unknown_host", "host " + instance.host() + " cannot be resolved; set instances[].host");
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return nothingListens();
    }
    if (cause instanceof SocketTimeoutException) {
      return unreachable(
          "connect_timeout",
          instance.host() + ":" + instance.port() + " does not answer; check host and firewall");
    }
    if (isTls(cause)) {
      return unreachable("tls", TlsFailure.explained(cause, instance));
    }
    if (UnixSocketFactory.isDirectory(instance.host()) && cause instanceof IOException) {
      return nothingListens();
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return unreachable(
          "the connection to " + instance.address() + " broke (" + SqlStates.named(state) + ")");
    }
    return failed("the statement failed with SQLSTATE " + SqlStates.named(state));
  }

  private boolean isTls(Throwable cause) {
    return cause instanceof SSLException
        || cause instanceof java.security.GeneralSecurityException
        || TlsFailure.isDrivers(serverText);
  }

  private PollFailure nothingListens() {
    if (UnixSocketFactory.isDirectory(instance.host())) {
      return unreachable(
          "connection_refused",
          "nothing listens at "
              + UnixSocketFactory.file(instance.host(), instance.port())
              + "; set instances[].host to the folder in unix_socket_directories and port to the"
              + " server's");
    }
    return unreachable(
        "connection_refused",
        "nothing listens at "
            + instance.host()
            + ":"
            + instance.port()
            + "; is PostgreSQL running, and do host, port and firewall agree?");
  }

  /** The pool wraps what the server said. */
  private static SQLException serverSide(SQLException thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof PSQLException postgres) {
        return postgres;
      }
    }
    return thrown;
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** An SQL identifier, quoted. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private PollFailure unreachable(String message) {
    return unreachable(state, message);
  }

  private PollFailure unreachable(String reason, String message) {
    return new PollFailure(reason, message, true, withoutText());
  }

  private PollFailure failed(String message) {
    return new PollFailure(state, message, false, withoutText());
  }

  /** Where it was thrown, for a debug log, without what the server said. */
  private SQLException withoutText() {
    SQLException cause = new SQLException("SQLSTATE " + SqlStates.named(state), state);
    cause.setStackTrace(thrown.getStackTrace());
    return cause;
  }
}
