package io.dbintel.collector.systems.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.MysqlRelease;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told when a server cannot be polled, and that the fix that is named fixes it. */
class MysqlFailureTest {

  private static final DatabaseSystems SYSTEMS = DatabaseSystems.load();
  private static final TestServers SERVERS = new TestServers();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void aWrongPassword(MysqlRelease release) {
    EmbeddedMysql mysql = SERVERS.of(release);
    PollFailure failure = failure(TestServers.config(mysql, "user: dbintel, password: wrong-4711"));
    assertThat(failure.reason()).isEqualTo("1045");
    assertThat(failure.unreachable()).isTrue();
    assertThat(failure).hasMessageContaining("set instances[].password");
    assertThat(failure.toString()).doesNotContain("4711");
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void aMissingGrantAndTheStatementThatGivesIt(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    mysql.execute("CREATE USER IF NOT EXISTS 'it''s'@'%' IDENTIFIED BY 'monitor'");
    MysqlInstance config = TestServers.config(mysql, "user: \"it's\", password: monitor");
    PollFailure failure = failure(config);
    assertThat(failure).isNotNull();
    String message = failure.getMessage();
    assertThat(message).contains("GRANT SELECT ON performance_schema.* TO 'it''s'@'%';");
    List<CheckFinding> findings = SYSTEMS.check(config);
    assertThat(findings).singleElement().matches(CheckFinding::missing);
    mysql.execute(message.substring(message.indexOf("GRANT")));
    assertThat(failure(config)).isNull();
    assertThat(SYSTEMS.check(config)).noneMatch(CheckFinding::missing);
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void theOtherSystem(MysqlRelease release) {
    EmbeddedMysql mysql = SERVERS.of(release);
    String other = release.isMariadb() ? "mysql" : "mariadb";
    PollFailure failure =
        failure(
            TestServers.config(
                other, mysql.host(), mysql.port(), "user: dbintel, password: monitor"));
    assertThat(failure.reason()).isEqualTo("other_system");
    assertThat(failure).hasMessageEndingWith("system: " + TestServers.system(mysql));
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void whatTheCheckFindsIsMendedByItsStatements(MysqlRelease release) {
    EmbeddedMysql mysql = SERVERS.of(release);
    mysql.execute(
        "update performance_schema.setup_consumers set enabled = 'NO'"
            + " where name = 'statements_digest'",
        "update performance_schema.setup_instruments set enabled = 'NO', timed = 'NO'"
            + " where name = 'statement/sql/select'");
    MysqlInstance config = TestServers.config(mysql, "user: dbintel, password: monitor");
    List<CheckFinding> findings = SYSTEMS.check(config);
    assertThat(findings).filteredOn(CheckFinding::missing).hasSize(3);
    findings.forEach(
        finding -> mysql.execute(finding.fix().substring(finding.fix().indexOf("UPDATE"))));
    assertThat(SYSTEMS.check(config)).isEmpty();
  }

  @Test
  void nothingThatListens() {
    PollFailure failure =
        failure(TestServers.config("mysql", "127.0.0.1", FreePort.find(), "user: x"));
    assertThat(failure.reason()).isEqualTo("connection_refused");
    assertThat(failure.unreachable()).isTrue();
    assertThat(failure).hasMessageContaining("is MySQL running");
  }

  @Test
  void anUnknownHost() {
    PollFailure failure =
        failure(TestServers.config("mariadb", "no.such.host.invalid", 3306, "user: x"));
    assertThat(failure.reason()).isEqualTo("unknown_host");
  }

  @Test
  void aServerMessageIsNotPassedOn() {
    SQLException thrown =
        new SQLException("Duplicate entry 'secret-4711' for key 'PRIMARY'", "23000", 1062);
    PollFailure failure =
        MysqlFailure.of(thrown, TestServers.config("mysql", "db", 3306, "user: x"));
    assertThat(failure.getMessage()).contains("1062", "23000");
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("4711");
    }
  }

  @Test
  void versionsAreRead() {
    assertThat(ServerRelease.parse("8.0.36-0ubuntu0.22.04.1"))
        .isEqualTo(new ServerRelease(8, 0, 36));
    assertThat(ServerRelease.parse("5.5.5-10.6.16-MariaDB-log"))
        .isEqualTo(new ServerRelease(10, 6, 16));
    assertThat(ServerRelease.parse("9.7")).isEqualTo(new ServerRelease(9, 7, 0));
    assertThat(new ServerRelease(10, 11, 2).isAtLeast(10, 6, 0)).isTrue();
    assertThat(new ServerRelease(8, 0, 27).isAtLeast(8, 0, 28)).isFalse();
  }

  private static PollFailure failure(MysqlInstance config) {
    RecordSource source =
        new RecordSource(
            config.id(), config.flavour().system(), "test", config.host(), config.port());
    try (MonitoredInstance instance = SYSTEMS.open(config, source)) {
      return catchThrowableOfType(
          PollFailure.class, () -> RecordingRun.of(instance, "query_stats"));
    }
  }
}
