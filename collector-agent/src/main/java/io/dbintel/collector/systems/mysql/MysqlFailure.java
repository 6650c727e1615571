package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.system.PollFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Says what an SQLException means and the fix. The server's own message is left out, also of the
 * cause: it may quote data. Numbers: MySQL Error Message Reference, MariaDB Error Code Reference.
 */
final class MysqlFailure {

  /** What the driver says of a server without TLS, and has no number for. */
  private static final String NO_TLS = "ssl not enabled in the server";

  private final MysqlInstance instance;
  private final SQLException thrown;
  private final int number;
  private final String driverText;

  private MysqlFailure(SQLException thrown, MysqlInstance instance) {
    this.instance = instance;
    this.thrown = thrown;
    this.number = thrown.getErrorCode();
    this.driverText = thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  /** Whether a connection failed because the server has no TLS. */
  static boolean offersNoTls(SQLException thrown) {
    return thrown.getMessage() != null && thrown.getMessage().contains(NO_TLS);
  }

  /** What it means. */
  static PollFailure of(SQLException thrown, MysqlInstance instance) {
    return new MysqlFailure(serverSide(thrown), instance).explained();
  }

  private PollFailure explained() {
    String user = "user " + instance.user();
    return switch (number) {
      case 1045, 1698 ->
          unreachable(
              "the login of "
                  + user
                  + " to "
                  + instance.address()
                  + " was refused; set instances[].password, or run as administrator: ALTER USER "
                  + instance.account()
                  + " IDENTIFIED BY '...';");
      case 1130 ->
          unreachable(
              instance.address()
                  + " accepts no login from this machine; run as administrator: CREATE USER "
                  + instance.account()
                  + " IDENTIFIED BY '...';");
      case 1129 ->
          unreachable(
              instance.address()
                  + " blocks this machine after too many failed connections; run as administrator:"
                  + " FLUSH HOSTS; or TRUNCATE TABLE performance_schema.host_cache;");
      case 1820, 1862 ->
          unreachable(
              "the password of "
                  + user
                  + " has expired; run as administrator: ALTER USER "
                  + instance.account()
                  + " IDENTIFIED BY '...' PASSWORD EXPIRE NEVER;");
      case 3118, 4151 ->
          unreachable(
              user
                  + " is locked; run as administrator: ALTER USER "
                  + instance.account()
                  + " ACCOUNT UNLOCK;");
      case 3159 ->
          unreachable(
              instance.address()
                  + " accepts protected connections only; set instances[].tls.mode: required, or"
                  + " verify-identity");
      case 1040, 1203, 1226 ->
          unreachable(
              instance.address()
                  + " has no connection left for "
                  + user
                  + "; raise max_connections or the user's limits, or free some");
      case 1053, 3169 -> unreachable(instance.address() + " ended the connection (shutdown)");
      case 1044, 1142, 1143 ->
          failed(
              user
                  + " may not read the performance schema; run as administrator: GRANT SELECT ON"
                  + " performance_schema.* TO "
                  + instance.account()
                  + ";");
      case 1227 ->
          failed(
              user
                  + " lacks a privilege; run as administrator: GRANT PROCESS, REPLICATION CLIENT ON"
                  + " *.* TO "
                  + instance.account()
                  + ";");
      case 1317, 1969, 3024 ->
          failed(
              "a statement took longer than connection.statementTimeout ("
                  + instance.connection().statementTimeout().toMillis()
                  + " ms) or was killed; the poll is tried again later");
      case 1205 -> failed("could not obtain a lock within connection.lockTimeout");
      default -> withoutNumber();
    };
  }

  private PollFailure withoutNumber() {
    Throwable cause = rootCause(thrown);
    if (cause instanceof SSLException
        || cause instanceof GeneralSecurityException
        || driverText.contains("SSL")
        || offersNoTls(thrown)) {
      return unreachable("tls", tls(cause));
    }
    if (driverText.contains("RSA public key")) {
      return unreachable(
          "tls",
          "user "
              + instance.user()
              + " logs in with caching_sha2_password, which needs a protected connection to "
              + instance.address()
              + "; set instances[].tls.mode: required, or verify-identity");
    }
    if (driverText.contains("restrictedAuth") || driverText.contains("authentication plugin")) {
      return unreachable(
          "authentication",
          instance.address()
              + " asks user "
              + instance.user()
              + " for a way of logging in that is not supported over this connection; use"
              + " caching_sha2_password or ed25519, or set instances[].tls.mode: required");
    }
    if (cause instanceof UnknownHostException) {
      return unreachable(
          "unknown_host", "host " + instance.host() + " cannot be resolved; set instances[].host");
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return unreachable(
          "connection_refused",
          "nothing listens at "
              + instance.address()
              + "; is "
              + instance.flavour().displayName()
              + " running, and do host, port and firewall agree?");
    }
    if (cause instanceof SocketTimeoutException) {
      return unreachable(
          "connect_timeout", instance.address() + " does not answer; check host and firewall");
    }
    String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
    if (state.startsWith("08") || cause instanceof IOException) {
      return unreachable(
          "connection_lost",
          "the connection to " + instance.address() + " broke; the poll is tried again later");
    }
    return failed(
        instance.address()
            + " reports error "
            + number
            + " (SQLSTATE "
            + state
            + "); see the error reference of "
            + instance.flavour().displayName());
  }

  private String tls(Throwable cause) {
    String mode = instance.tls().modeFor(instance.host());
    String what;
    if (offersNoTls(thrown)) {
      what = instance.address() + " offers no TLS, which tls.mode " + mode + " asks for";
    } else if (causedBy(cause, "SSLPeerUnverified") || driverText.contains("DNS host")) {
      what = "the certificate of " + instance.address() + " is for another host name";
    } else if (cause instanceof GeneralSecurityException) {
      what = "the certificate of " + instance.address() + " is not trusted";
    } else {
      what = instance.address() + " and the agent agree on no protection with tls.mode " + mode;
    }
    return what
        + "; set instances[].tls.rootCertificate to the PEM file of its authority, or choose less"
        + " with instances[].tls.mode: verify-ca (any host name), required (any certificate),"
        + " preferred or disabled (no protection)";
  }

  private static boolean causedBy(Throwable cause, String name) {
    return cause.getClass().getSimpleName().startsWith(name);
  }

  /** The pool wraps what the driver said. */
  private static SQLException serverSide(SQLException thrown) {
    SQLException found = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && (found.getErrorCode() == 0 || sql.getErrorCode() != 0)) {
        found = sql;
      }
    }
    return found;
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private PollFailure unreachable(String message) {
    return unreachable(Integer.toString(number), message);
  }

  private PollFailure unreachable(String reason, String message) {
    return new PollFailure(reason, message, true, withoutText());
  }

  private PollFailure failed(String message) {
    return new PollFailure(Integer.toString(number), message, false, withoutText());
  }

  /** Where it was thrown, for a debug log, without what the server said. */
  private SQLException withoutText() {
    SQLException cause = new SQLException("error " + number, thrown.getSQLState(), number);
    cause.setStackTrace(thrown.getStackTrace());
    return cause;
  }
}
