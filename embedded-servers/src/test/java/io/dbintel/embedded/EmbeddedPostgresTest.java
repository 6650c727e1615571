package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {

  static Stream<String> versions() {
    return EmbeddedPostgres.versions().stream();
  }

  @Test
  void everySupportedVersionIsHere() {
    assertThat(EmbeddedPostgres.versions())
        .containsExactly("12", "13", "14", "15", "16", "17", "18");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void startsWithStatementStatistics(String version) throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().version(version).start()) {
      assertThat(query(postgres, "SHOW server_version")).startsWith(version + ".");
      assertThat(query(postgres, "SELECT count(*) >= 0 FROM pg_stat_statements")).isEqualTo("t");
    }
  }

  @Test
  void keepsDataAndPortOverCleanRestartAndCrash() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      postgres.execute("CREATE TABLE kept (id int)");
      int port = postgres.port();
      postgres.restartCleanly();
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(query(postgres, "SELECT count(*) FROM kept")).isEqualTo("0");

      try (Connection victim = postgres.connection("postgres");
          Statement statement = victim.createStatement()) {
        ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()");
        pid.next();
        postgres.crashBackend(pid.getInt(1));
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(query(postgres, "SELECT 1 FROM kept")).isNull());
        assertThat(postgres.postmasterPid()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "18"})
  void aStandbyFollowsAndTakesOver(String version) throws SQLException {
    try (EmbeddedPostgres primary = EmbeddedPostgres.builder().version(version).start()) {
      primary.execute("CREATE TABLE t AS SELECT 1 AS a");
      try (EmbeddedPostgres standby =
          EmbeddedPostgres.builder().version(version).standbyOf(primary).start()) {
        assertThat(isStandby(standby)).isTrue();
        standby.promote();
        await().until(() -> !isStandby(standby));
        standby.execute("INSERT INTO t VALUES (2)");
      }
    }
  }

  private static boolean isStandby(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Test
  void readsFilesBesideItsDataAndShowsItsLog() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      Path note = postgres.file("note.txt", "seen");
      assertThat(query(postgres, "SELECT pg_read_file('" + note + "')")).isEqualTo("seen");
      assertThatThrownBy(() -> postgres.execute("SELECT nothing_of_that_name"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(postgres.serverLog()).contains("nothing_of_that_name");
    }
  }

  @Test
  void findsTheNewestServerOfTheOperatingSystem() {
    InstalledPostgres.home()
        .ifPresent(home -> assertThat(home.resolve("bin/postgres")).isExecutable());
  }

  @Test
  void rolesOtherThanTheSuperuserNeedTheirPassword() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      postgres.execute("CREATE ROLE reader LOGIN PASSWORD 'right'");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "reader", "wrong"))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("28P01");
    }
  }

  @Test
  void runsAsNobodyWhereNamespacesAreForbidden() throws SQLException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can become nobody");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().account(ServerAccount.UNPRIVILEGED).start()) {
      postgres.restartCleanly();
      assertThat(query(postgres, "SELECT current_user")).isEqualTo(postgres.superuser());
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().port(FreePort.find()).start();
    long pid = postgres.postmasterPid();
    Path data = Path.of(query(postgres, "SHOW data_directory"));
    postgres.close();

    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(data).doesNotExist();
    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void saysWhatTheServerDidNotLike() {
    assertThatThrownBy(() -> EmbeddedPostgres.builder().setting("no_such_setting", "1").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no_such_setting");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      assertThatThrownBy(() -> postgres.execute("SELECT nothing"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("SELECT nothing");
    }
  }

  @Test
  void namesTheVersionsItHas() {
    assertThatThrownBy(() -> EmbeddedPostgres.builder().version("9").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PostgreSQL 9")
        .hasMessageContaining("18");
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
