package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.config.PlansConfig;
import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.plans.PlanAttempt;
import io.dbintel.collector.plans.PlanMethod;
import io.dbintel.collector.plans.PlanOutcome;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collections;
import org.postgresql.core.Parser;

/**
 * One attempt, in a transaction that is rolled back: sets what the planner goes by to what the
 * statement is run under, makes sure that the transaction is read-only and bounded in time, and
 * asks for the plan. Never ANALYZE. The text must be one statement in the eyes of the scanner (the
 * caller has seen to that) and of the server: a loop over its rows refuses several. Where it
 * becomes part of a command, for a prepared statement, also in the eyes of the driver, which would
 * send several one after the other; the server refuses several in one message.
 */
final class PlanTransaction {

  private static final int FIRST_WITH_GENERIC_PLAN = 16;
  private static final String PREPARED = "dbintel_plan";

  /** Every name is qualified: the search path is that of the statement by then. */
  private static final String PARAMETERS =
      "select coalesce(pg_catalog.cardinality(s.parameter_types), 0)"
          + " from pg_catalog.pg_prepared_statements as s"
          + " where s.name operator(pg_catalog.=) '"
          + PREPARED
          + "'";

  private static final String GIVE =
      "select pg_catalog.set_config('dbintel.explain', ?, true),"
          + " pg_catalog.set_config('dbintel.statement', ?, true)";

  private static final SqlResources SQL = SqlResources.nextTo(PlanTransaction.class);
  private static final String EXPLAIN = SQL.read("explain");
  private static final String SEARCH_PATH = SQL.read("search_path");

  private final Connection connection;
  private final int version;

  PlanTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    this.version = connection.getMetaData().getDatabaseMajorVersion();
  }

  /**
   * Fixes what the statement is planned under.
   *
   * @param user whose names the statement uses; null when not known
   */
  void prepare(PlansConfig limits, String user) throws SQLException, PollFailure {
    String path = searchPath(user);
    StringBuilder sql =
        new StringBuilder("select pg_catalog.current_setting('transaction_read_only')");
    String millis = Long.toString(limits.timeout().toMillis());
    for (String limit : new String[] {"statement_timeout", "lock_timeout"}) {
      sql.append(", pg_catalog.set_config('")
          .append(limit)
          .append("', '")
          .append(millis)
          .append("ms', true)");
    }
    for (String setting : PostgresConnections.plannerSettings()) {
      // null is the default of the server, the database or the role
      sql.append(", pg_catalog.set_config('").append(setting).append("', null, true)");
    }
    sql.append(", pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', true)");
    sql.append(", pg_catalog.set_config('search_path', ?, true)");
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      statement.setString(1, path);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!"on".equals(row.getString(1))) {
          throw new PollFailure(
              "session_setting",
              "a transaction for plans can write; something between the agent and the server"
                  + " changes sessions: connect directly with instances[].host and port",
              false,
              null);
        }
      }
    }
  }

  private String searchPath(String user) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEARCH_PATH)) {
      statement.setString(1, user);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String path = row.getString("search_path");
        return user == null || path == null
            ? path
            : path.replace("\"$user\"", '"' + user.replace("\"", "\"\"") + '"');
      }
    }
  }

  /** Asks for the plan of a statement, directly. */
  PlanAttempt explain(String sql, boolean parameters) throws SQLException {
    if (!parameters) {
      return PlanAttempt.of(PlanMethod.TEXT, inBlock("explain (format json) ", sql));
    }
    if (version >= FIRST_WITH_GENERIC_PLAN) {
      return PlanAttempt.of(
          PlanMethod.GENERIC, inBlock("explain (generic_plan, format json) ", sql));
    }
    if (Parser.parseJdbcSql(sql, true, false, true, false, true).size() != 1) {
      return PlanAttempt.without(PlanOutcome.SEVERAL_STATEMENTS);
    }
    return PlanAttempt.of(PlanMethod.FORCED_GENERIC, prepared(sql));
  }

  private String inBlock(String command, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(GIVE)) {
      statement.setString(1, command);
      statement.setString(2, sql);
      statement.execute();
    }
    execute(EXPLAIN);
    return query("select pg_catalog.current_setting('dbintel.plan')");
  }

  /** A prepared statement outlives the transaction, so it goes before that ends. */
  private String prepared(String sql) throws SQLException {
    execute("prepare " + PREPARED + " as " + sql);
    Savepoint before = connection.setSavepoint();
    try {
      int parameters = Integer.parseInt(query(PARAMETERS));
      String nulls = String.join(", ", Collections.nCopies(parameters, "null"));
      return query(
          "explain (format json) execute " + PREPARED + (parameters == 0 ? "" : "(" + nulls + ")"));
    } finally {
      connection.rollback(before);
      execute("deallocate " + PREPARED);
    }
  }

  /** Asks for the plan of a statement by the helper function, as its owner. */
  PlanAttempt explainByHelper(String sql, boolean parameters) throws SQLException {
    PlanMethod method =
        !parameters
            ? PlanMethod.TEXT
            : version >= FIRST_WITH_GENERIC_PLAN ? PlanMethod.GENERIC : PlanMethod.FORCED_GENERIC;
    try (PreparedStatement statement =
        connection.prepareStatement("select dbintel.explain_statement(?::pg_catalog.text)")) {
      statement.setString(1, sql);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String plan = row.getString(1);
        return plan == null
            ? PlanAttempt.without(PlanOutcome.INVALID_RESULT)
            : PlanAttempt.of(method, plan);
      }
    }
  }

  /** Question marks and braces in the text are no JDBC. */
  private String query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
