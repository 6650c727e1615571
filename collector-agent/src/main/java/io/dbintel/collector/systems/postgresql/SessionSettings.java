package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every setting that a role, a database or the server could give a session and that would change
 * what the agent reads, how long it waits, or whose code runs. Their values are fixed here, set
 * with one statement and read back. Until they hold, every name is qualified with {@code
 * pg_catalog}: a search path with a schema that others may write to would run their functions.
 */
final class SessionSettings {

  static final String APPLICATION_NAME = "dbintel-agent";

  /** Settings that the planner goes by; row_security decides what it plans. */
  static final List<String> PLANNER =
      List.of(
          "enable_nestloop",
          "enable_hashjoin",
          "enable_hashagg",
          "plan_cache_mode",
          "max_parallel_workers_per_gather",
          "work_mem",
          "row_security",
          "transform_null_equals");

  private static final int ANY = 0;

  /**
   * @param name of the setting
   * @param value as the server shows it
   * @param since first major version that has it
   */
  private record Setting(String name, String value, int since) {

    /** Sets it where the server has it: a version to come may drop it, which must not blind us. */
    String setIfKnown(String local) {
      return "case when "
          + shown()
          + " is not null then pg_catalog.set_config('"
          + name
          + "', '"
          + value
          + "', "
          + local
          + ") end";
    }

    /** Null where the server does not have it. */
    String shown() {
      return "pg_catalog.current_setting('" + name + "', true)";
    }
  }

  private final List<Setting> all;
  private final long statementMillis;
  private final long idleMillis;

  SessionSettings(ConnectionConfig limits) {
    this.statementMillis = limits.statementTimeout().toMillis();
    this.idleMillis = limits.idleInTransactionTimeout().toMillis();
    this.all =
        List.of(
            new Setting("role", "none", ANY),
            new Setting("search_path", "pg_catalog, pg_temp", ANY),
            new Setting("application_name", APPLICATION_NAME, ANY),
            // transactions
            new Setting("default_transaction_isolation", "read committed", ANY),
            new Setting("default_transaction_read_only", "on", ANY),
            new Setting("default_transaction_deferrable", "off", ANY),
            new Setting("synchronous_commit", "off", ANY),
            new Setting("exit_on_error", "off", ANY),
            new Setting("row_security", "off", ANY),
            // limits
            new Setting("statement_timeout", shown(statementMillis), ANY),
            new Setting("lock_timeout", shown(limits.lockTimeout().toMillis()), ANY),
            new Setting("idle_in_transaction_session_timeout", shown(idleMillis), ANY),
            new Setting("idle_session_timeout", "0", 14),
            new Setting("transaction_timeout", "0", 17),
            // how values are written and read
            new Setting("extra_float_digits", "1", ANY),
            new Setting("DateStyle", "ISO, MDY", ANY),
            new Setting("IntervalStyle", "postgres", ANY),
            new Setting("TimeZone", "UTC", ANY),
            new Setting("bytea_output", "hex", ANY),
            new Setting("standard_conforming_strings", "on", ANY),
            new Setting("backslash_quote", "safe_encoding", ANY),
            new Setting("quote_all_identifiers", "off", ANY),
            new Setting("transform_null_equals", "off", ANY),
            new Setting("array_nulls", "on", ANY),
            new Setting("client_min_messages", "error", ANY),
            new Setting("stats_fetch_consistency", "cache", 15),
            // plans: a nested loop over the array of known rows would be quadratic
            new Setting("enable_nestloop", "off", ANY),
            new Setting("enable_hashjoin", "on", ANY),
            new Setting("enable_hashagg", "on", ANY),
            new Setting("plan_cache_mode", "auto", ANY),
            new Setting("max_parallel_workers_per_gather", "0", ANY),
            new Setting("jit", "off", ANY),
            new Setting("work_mem", "4MB", ANY));
  }

  /** Milliseconds as the server shows them: in the largest unit without a fraction. */
  static String shown(long millis) {
    if (millis == 0) {
      return "0";
    }
    String[] names = {"ms", "s", "min", "h", "d"};
    long[] factors = {1_000, 60, 60, 24};
    long value = millis;
    int unit = 0;
    while (unit < factors.length && value % factors[unit] == 0) {
      value /= factors[unit++];
    }
    return value + names[unit];
  }

  /**
   * What has to hold before the first statement that reads something: it needs a snapshot, which a
   * standby refuses to serializable transactions, and time. It is undone with the transaction.
   */
  String prelude(int serverVersion) {
    return "set transaction isolation level read committed, read only;"
        + " set local statement_timeout = "
        + statementMillis
        + "; set local idle_in_transaction_session_timeout = "
        + idleMillis
        + (serverVersion >= 17 ? "; set local transaction_timeout = 0" : "");
  }

  /** The same settings for the start of a session, as the start-up parameter {@code options}. */
  String startupOptions(int serverVersion) {
    return of(serverVersion).stream()
        // what the planner goes by has to keep the server's own value as the default
        .filter(setting -> !setting.name.equals("role") && !PLANNER.contains(setting.name))
        .map(setting -> "-c " + setting.name + "=" + setting.value.replace(" ", "\\ "))
        .collect(Collectors.joining(" "));
  }

  private List<Setting> of(int serverVersion) {
    return all.stream().filter(setting -> setting.since <= serverVersion).toList();
  }

  /** Sets all for the session. */
  void applyToSession(Connection connection, int serverVersion) throws SQLException {
    require(connection, serverVersion, "", "false");
  }

  /** Sets all for the transaction, which must not have read anything yet. */
  void applyToTransaction(Connection connection, int serverVersion) throws SQLException {
    require(connection, serverVersion, prelude(serverVersion) + "; ", "true");
  }

  private void require(Connection connection, int serverVersion, String first, String local)
      throws SQLException {
    List<Setting> settings = of(serverVersion);
    String calls =
        settings.stream()
            .map(setting -> setting.setIfKnown(local))
            .collect(Collectors.joining(", "));
    compare(settings, row(connection, first + "select " + calls));
  }

  /** Reads all back, in a transaction that has inherited them. */
  void verify(Connection connection, int serverVersion) throws SQLException {
    List<Setting> settings = new ArrayList<>(of(serverVersion));
    settings.add(new Setting("transaction_isolation", "read committed", ANY));
    settings.add(new Setting("transaction_read_only", "on", ANY));
    String reads = settings.stream().map(Setting::shown).collect(Collectors.joining(", "));
    compare(settings, row(connection, "select " + reads));
  }

  private static void compare(List<Setting> settings, List<String> values) throws SQLException {
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      if (values.get(i) != null && !setting.value.equals(values.get(i))) {
        throw new SQLException(
            new PollFailure(
                "session_setting",
                "setting "
                    + setting.name
                    + " of the agent's session is "
                    + values.get(i)
                    + ", expected "
                    + setting.value
                    + "; something between the agent and PostgreSQL changes sessions: connect"
                    + " directly with instances[].host and port",
                true,
                null));
      }
    }
  }

  /** The first row of the first result of some statements. */
  static List<String> row(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        if (statement.getUpdateCount() < 0) {
          throw new SQLException("no result");
        }
        rows = statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        List<String> values = new ArrayList<>();
        if (result.next()) {
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(result.getString(i));
          }
        }
        return values;
      }
    }
  }
}
