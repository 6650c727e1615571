package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.system.PollFailure;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * Says what an SQLException means and the fix. The server's own message is left out: it may quote
 * data. Codes: PostgreSQL documentation, appendix A.
 */
public final class PostgresFailure {

  private PostgresFailure() {}

  /** What it means. */
  public static PollFailure of(SQLException thrown, PostgresConfig instance) {
    SQLException failure = serverSide(thrown);
    String state = failure.getSQLState() == null ? "unknown" : failure.getSQLState();
    String user = "role " + instance.user();
    return switch (state) {
      case "28P01" ->
          unreachable(
              state,
              "password of "
                  + user
                  + " was refused by "
                  + instance.address()
                  + "; set instances[].password, or run as superuser: ALTER ROLE "
                  + quoted(instance.user())
                  + " PASSWORD '...';",
              failure);
      case "28000" ->
          unreachable(
              state,
              user
                  + " may not log in to "
                  + instance.address()
                  + "; create it with LOGIN and allow it in pg_hba.conf",
              failure);
      case "3D000" ->
          unreachable(
              state,
              "database "
                  + instance.database()
                  + " does not exist on "
                  + instance.host()
                  + "; set instances[].database",
              failure);
      case "42501" ->
          failed(
              state,
              user
                  + " lacks a privilege; run as superuser: GRANT pg_monitor TO "
                  + quoted(instance.user())
                  + ";",
              failure);
      case "55000" ->
          failed(
              state,
              "pg_stat_statements is not loaded; add it to shared_preload_libraries and restart"
                  + " PostgreSQL",
              failure);
      case "57014" ->
          failed(
              state,
              "a statement took longer than connection.statementTimeout ("
                  + instance.connection().statementTimeout().toMillis()
                  + " ms); the poll is tried again later",
              failure);
      case "55P03" ->
          failed(state, "could not obtain a lock within connection.lockTimeout", failure);
      case "53300" ->
          unreachable(
              state,
              instance.address() + " has no connection left; raise max_connections or free some",
              failure);
      case "57P01", "57P02" ->
          unreachable(state, instance.address() + " ended the connection (shutdown)", failure);
      case "57P03" -> unreachable(state, instance.address() + " is starting up", failure);
      default -> other(state, failure, instance);
    };
  }

  private static PollFailure other(String state, SQLException failure, PostgresConfig instance) {
    Throwable cause = rootCause(failure);
    if (cause instanceof UnknownHostException) {
      return unreachable(
          "unknown_host",
          "host " + instance.host() + " cannot be resolved; set instances[].host",
          failure);
    }
    if (cause instanceof ConnectException) {
      return unreachable(
          "connection_refused",
          "nothing listens at "
              + instance.host()
              + ":"
              + instance.port()
              + "; is PostgreSQL running, and do host, port and firewall agree?",
          failure);
    }
    if (cause instanceof SocketTimeoutException) {
      return unreachable(
          "connect_timeout",
          instance.host() + ":" + instance.port() + " does not answer; check host and firewall",
          failure);
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return unreachable(
          state, "the connection to " + instance.address() + " broke (" + state + ")", failure);
    }
    return failed(state, "the statement failed with SQLSTATE " + state, failure);
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

  private static PollFailure unreachable(String reason, String message, SQLException cause) {
    return new PollFailure(reason, message, true, cause);
  }

  private static PollFailure failed(String reason, String message, SQLException cause) {
    return new PollFailure(reason, message, false, cause);
  }
}
