package io.dbintel.collector.systems.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.StatementPollChunk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions of the agent take over from a server that was set up to spoil them: nothing. */
class MysqlSessionsTest {

  /** Limits, formats and characters that would change what is read, or end it. */
  private static final List<String> HOSTILE =
      List.of(
          "set global time_zone = '-11:00'",
          "set global sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,"
              + "NO_BACKSLASH_ESCAPES,HIGH_NOT_PRECEDENCE'",
          "set global sql_select_limit = 3",
          "set global sql_safe_updates = 1",
          "set global sql_auto_is_null = 1",
          "set global lc_time_names = 'de_DE'",
          "set global div_precision_increment = 0",
          "set global group_concat_max_len = 4",
          "set global completion_type = 'RELEASE'",
          "set global character_set_results = 'latin1'",
          "set global character_set_client = 'latin1'",
          "set global collation_connection = 'utf8mb3_general_ci'",
          "set global wait_timeout = 1",
          "set global lock_wait_timeout = 31536000",
          "set global init_connect = 'set sql_select_limit = 1, timestamp = 1000000000, time_zone ="
              + " \"+13:00\"'");

  private static final String SLOW =
      "select count(*) from information_schema.columns a, information_schema.columns b,"
          + " information_schema.columns c";

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void inheritNothing(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql = TestServers.withUser(EmbeddedMysql.builder(release).start())) {
      for (int i = 0; i < 20; i++) {
        mysql.execute("select 1 as Ünïcode_" + i);
      }
      HOSTILE.forEach(mysql::execute);
      mysql.execute(
          release.isMariadb()
              ? "set global max_statement_time = 0.001"
              : "set global max_execution_time = 1");
      try (MonitoredInstance instance = TestServers.open(mysql)) {
        RecordingRun run = RecordingRun.of(instance, "query_stats");
        StatementPollChunk chunk = run.values(StatementPollChunk.class).get(0);
        assertThat(run.rows()).hasSizeGreaterThan(20);
        assertThat(chunk.getReadStart() / 1_000)
            .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
        assertThat(run.values(QueryTexts.class).toString()).contains("Ünïcode_7");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void areReadOnlyAndBounded(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql = EmbeddedMysql.builder(release).start()) {
      mysql.execute("create database shop", "create table shop.t (a int)");
      MysqlInstance config =
          TestServers.config(
              mysql, "user: root, connection: {statementTimeout: 500ms, poolSize: 1}");
      try (MysqlConnections connections = MysqlConnections.open(config)) {
        assertThat(failure(connections, "insert into shop.t values (1)"))
            .as("a read-only transaction")
            .contains("1792");
        assertThat(failure(connections, SLOW)).contains("connection.statementTimeout (500 ms)");
      }
      MysqlInstance patient =
          TestServers.config(mysql, "user: root, connection: {lockTimeout: 1s, poolSize: 1}");
      try (MysqlConnections connections = MysqlConnections.open(patient)) {
        assertThat(lockedOut(mysql, connections)).contains("connection.lockTimeout");
      }
    }
  }

  private static String lockedOut(EmbeddedMysql mysql, MysqlConnections connections)
      throws SQLException {
    try (Connection holder = mysql.connection("shop");
        Statement statement = holder.createStatement()) {
      statement.execute("lock tables t write");
      return failure(connections, "select * from shop.t");
    }
  }

  private static String failure(MysqlConnections connections, String sql) {
    try {
      return connections
          .jdbc()
          .inTransaction(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(sql);
                  return "no failure";
                }
              });
    } catch (PollFailure failure) {
      return failure.getMessage();
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void holdNoLockBetweenPolls(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql = TestServers.withUser(EmbeddedMysql.builder(release).start());
        MonitoredInstance instance = TestServers.open(mysql);
        Connection connection = mysql.connection();
        Statement statement = connection.createStatement()) {
      RecordingRun.of(instance, "query_stats");
      statement.execute("set lock_wait_timeout = 2");
      statement.execute("truncate table performance_schema.events_statements_summary_by_digest");
      try (ResultSet row = statement.executeQuery("select 'reached'")) {
        assertThat(row.next()).isTrue();
      }
    }
  }
}
