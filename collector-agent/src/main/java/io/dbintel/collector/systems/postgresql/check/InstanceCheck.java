package io.dbintel.collector.systems.postgresql.check;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import io.dbintel.collector.systems.postgresql.PostgresFailure;
import io.dbintel.collector.systems.postgresql.plans.PostgresPlans;
import io.dbintel.collector.systems.postgresql.statements.StatementsExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds out what an instance lacks: extension, preload, grants, settings. */
public final class InstanceCheck {

  private static final String SETTINGS = SqlResources.nextTo(InstanceCheck.class).read("settings");
  private static final int FIRST_WITH_QUERY_ID = 140_000;

  private final PostgresConfig instance;
  private final List<CheckFinding> findings = new ArrayList<>();

  private InstanceCheck(PostgresConfig instance) {
    this.instance = instance;
  }

  /** What is not as it should be; empty when all is well. */
  public static List<CheckFinding> of(PostgresConfig instance) {
    InstanceCheck check = new InstanceCheck(instance);
    try (PostgresConnections connections = PostgresConnections.open(instance)) {
      connections
          .jdbc()
          .inTransaction(
              connection -> {
                check.poolers(connections, connection);
                return check.settings(connection);
              });
      connections.jdbc().inTransaction(check::statements);
      if (instance.collectors().plans().enabled()) {
        connections.jdbc().inTransaction(check::plans);
      }
    } catch (PollFailure failure) {
      check.addFailure(failure);
    }
    return List.copyOf(check.findings);
  }

  private void poolers(PostgresConnections connections, Connection connection) throws SQLException {
    if (connections.isThroughPgpool()) {
      advice(
          "Pgpool-II is between the agent and PostgreSQL; it has one server for reads now, but"
              + " after a failover it may be another",
          "set instances[].host and port to the server itself");
    } else if (connections.isBorrowed(connection)) {
      advice(
          "PgBouncer, or a pooler like it, is between the agent and PostgreSQL; the agent sets"
              + " everything anew in each transaction, which works with pool_mode session and"
              + " transaction and costs the server more",
          "set instances[].host and port to the server itself");
    }
  }

  private Void settings(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SETTINGS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      checkGrants(row);
      checkExtension(row);
      checkSettings(row);
      checkEncodings(row);
      return null;
    }
  }

  private void checkGrants(ResultSet row) throws SQLException {
    String role = row.getString("role");
    if (!row.getBoolean("reads_all_stats")) {
      missing(
          "role " + role + " sees only its own statements and sessions",
          "GRANT pg_monitor TO " + role + ";");
    }
    if (!row.getBoolean("control_readable")) {
      advice(
          "role "
              + role
              + " may not read the system identifier; host and port are used instead, so that a"
              + " failover to another cluster with the same name may go unnoticed",
          "GRANT EXECUTE ON FUNCTION pg_control_system(), pg_control_checkpoint() TO "
              + role
              + ";");
    }
  }

  private void checkExtension(ResultSet row) throws SQLException {
    String installed = row.getString("extension_version");
    String available = row.getString("available_version");
    if (installed != null && available != null && !installed.equals(available)) {
      advice(
          "pg_stat_statements is at version " + installed + ", the server has " + available,
          "ALTER EXTENSION pg_stat_statements UPDATE;  -- in database "
              + row.getString("database"));
    }
  }

  private void checkSettings(ResultSet row) throws SQLException {
    if (row.getInt("server_version_num") >= FIRST_WITH_QUERY_ID
        && "off".equals(row.getString("compute_query_id"))) {
      missing(
          "compute_query_id is off, so that nothing is counted per statement",
          "ALTER SYSTEM SET compute_query_id = 'auto'; SELECT pg_reload_conf();");
    }
    if ("none".equals(row.getString("track"))) {
      missing(
          "pg_stat_statements.track is none",
          "ALTER SYSTEM SET pg_stat_statements.track = 'top'; SELECT pg_reload_conf();");
    }
    if ("off".equals(row.getString("track_io_timing"))) {
      advice(
          "track_io_timing is off: there will be no I/O times",
          "ALTER SYSTEM SET track_io_timing = on; SELECT pg_reload_conf();");
    }
  }

  private void checkEncodings(ResultSet row) throws SQLException {
    String encoding = row.getString("encoding");
    if (!encoding.equals("UTF8")) {
      advice(
          "database "
              + row.getString("database")
              + " has encoding "
              + encoding
              + ": texts and names from databases with another encoding may not be readable in it",
          "set instances[].database to one with encoding UTF8");
    }
    String unchecked = row.getString("unchecked_databases");
    if (unchecked != null && encoding.equals("UTF8")) {
      advice(
          "databases have encoding SQL_ASCII ("
              + unchecked
              + "): one statement there that is not valid UTF8 keeps pg_stat_statements from"
              + " showing any text",
          "CREATE EXTENSION pg_stat_statements;  -- in one of these databases too: texts are then"
              + " read there");
    }
  }

  private Void statements(Connection connection) throws SQLException, PollFailure {
    StatementsExtension extension = StatementsExtension.read(connection, instance.database());
    try (PreparedStatement statement =
        connection.prepareStatement(extension.statement("hot") + "\nlimit 0")) {
      statement.executeQuery().close();
    }
    return null;
  }

  private Void plans(Connection connection) throws SQLException {
    PostgresPlans.check(connection, instance).ifPresent(findings::add);
    return null;
  }

  private void addFailure(PollFailure failure) {
    if (failure.reason().equals("55000")) {
      missing(
          "pg_stat_statements is not loaded",
          "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';"
              + "  -- after what is listed there already; then restart PostgreSQL");
    } else if (failure.reason().equals("extension_missing")) {
      missing(
          "extension pg_stat_statements is not in database " + instance.database(),
          "CREATE EXTENSION pg_stat_statements;  -- in database "
              + PostgresFailure.quoted(instance.database())
              + ", as superuser");
    } else {
      findings.add(failure.asFinding());
    }
  }

  private void missing(String what, String fix) {
    findings.add(new CheckFinding(true, what, fix));
  }

  private void advice(String what, String fix) {
    findings.add(new CheckFinding(false, what, fix));
  }
}
