package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Every setting that the server or its {@code init_connect} could give a session and that would
 * change what the agent reads or how long it waits. Their values are fixed here, set with one
 * statement and read back.
 */
final class SessionSettings {

  private static final String CHARACTER_SET = "utf8mb4";

  /** Lost sessions end after this; more than the pool keeps an idle one. */
  private static final long WAIT_SECONDS = 300;

  /**
   * @param name of the variable
   * @param value as it is set
   * @param shown as the server shows it
   */
  private record Setting(String name, String value, String shown) {

    static Setting of(String name, String value) {
      return new Setting(name, value, value);
    }

    static Setting text(String name, String value) {
      return new Setting(name, "'" + value + "'", value);
    }
  }

  private final List<Setting> all = new ArrayList<>();

  /**
   * The settings of sessions of one server.
   *
   * @param release of the server: names of variables differ
   */
  SessionSettings(Flavour flavour, ServerRelease release, ConnectionConfig limits) {
    boolean mysqlNames = flavour == Flavour.MYSQL || release.isAtLeast(11, 1, 1);
    String lockSeconds = Long.toString(seconds(limits.lockTimeout()));
    all.addAll(
        List.of(
            // how values are written and read
            Setting.text("time_zone", "+00:00"),
            Setting.text("sql_mode", "NO_UNSIGNED_SUBTRACTION"),
            Setting.text("lc_time_names", "en_US"),
            Setting.of("div_precision_increment", "4"),
            Setting.of("group_concat_max_len", "1048576"),
            Setting.of("sql_quote_show_create", "1"),
            // which rows are returned
            Setting.of("sql_select_limit", "18446744073709551615"),
            Setting.of("sql_big_selects", "1"),
            Setting.of("sql_safe_updates", "0"),
            Setting.of("sql_auto_is_null", "0"),
            // transactions
            Setting.text(mysqlNames ? "transaction_isolation" : "tx_isolation", "READ-COMMITTED"),
            Setting.of(mysqlNames ? "transaction_read_only" : "tx_read_only", "1"),
            Setting.text("completion_type", "NO_CHAIN"),
            // limits
            Setting.of("lock_wait_timeout", lockSeconds),
            Setting.of("innodb_lock_wait_timeout", lockSeconds),
            Setting.of("wait_timeout", Long.toString(WAIT_SECONDS)),
            Setting.of("net_read_timeout", "60"),
            Setting.of("net_write_timeout", "60")));
    long millis = limits.statementTimeout().toMillis();
    if (flavour == Flavour.MYSQL) {
      all.add(Setting.of("max_execution_time", Long.toString(millis)));
    } else {
      String limit =
          millis / 1_000 + "." + String.format(Locale.ROOT, "%03d", millis % 1_000) + "000";
      all.add(Setting.of("max_statement_time", limit));
      all.add(
          Setting.of(
              "idle_readonly_transaction_timeout",
              Long.toString(seconds(limits.idleInTransactionTimeout()))));
    }
  }

  private static long seconds(Duration limit) {
    return Math.max(1, (limit.toMillis() + 999) / 1_000);
  }

  /** Sets all and reads them back. */
  void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set names "
              + CHARACTER_SET
              + " collate "
              + CHARACTER_SET
              + "_bin, timestamp = default, "
              + all.stream()
                  .map(setting -> "session " + setting.name + " = " + setting.value)
                  .collect(Collectors.joining(", ")));
    }
    verify(connection);
  }

  private void verify(Connection connection) throws SQLException {
    List<Setting> expected = new ArrayList<>(all);
    for (String direction : List.of("client", "connection", "results")) {
      expected.add(Setting.text("character_set_" + direction, CHARACTER_SET));
    }
    String reads =
        expected.stream()
            .map(setting -> "@@session." + setting.name)
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + reads)) {
      row.next();
      for (int i = 0; i < expected.size(); i++) {
        compare(expected.get(i), row.getString(i + 1));
      }
    }
  }

  private static void compare(Setting setting, String found) throws SQLException {
    if (!setting.shown.equals(found)) {
      throw new SQLException(
          new PollFailure(
              "session_setting",
              "variable "
                  + setting.name
                  + " of the agent's session is "
                  + found
                  + ", expected "
                  + setting.shown
                  + "; something between the agent and the server changes sessions: connect"
                  + " directly with instances[].host and port",
              true,
              null));
    }
  }
}
