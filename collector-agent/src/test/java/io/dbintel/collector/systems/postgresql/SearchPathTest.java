package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.QueryTexts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who may create objects in a database makes the monitoring role run them. */
class SearchPathTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  @ParameterizedTest
  @ValueSource(strings = {"12", "14", "18"})
  void noNameOfOursIsLookedForWhereOthersMayCreate(String version) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().version(version).start()) {
      postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
      postgres.execute("alter role dbintel set search_path = public, pg_catalog");
      postgres.execute("create table public.orders (id int primary key)");
      assertThat(ShadowedNames.plant(postgres)).isGreaterThan(400);
      assertThatThrownBy(() -> readUnprotected(postgres)).hasMessageContaining(ShadowedNames.TRAP);
      long trapsBefore = traps(postgres);
      assertThat(trapsBefore).isPositive();

      PostgresConfig config = TestConfig.instance(postgres, "dbintel", "monitor");
      assertThat(new PostgresSystem().check(config)).noneMatch(CheckFinding::missing);
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        for (int poll = 0; poll < 3; poll++) {
          RecordingRun statements = RecordingRun.of(instance, "query_stats");
          statements.acknowledge();
          assertThat(statements.rows()).isNotEmpty();
          if (poll == 0) {
            assertThat(statements.values(QueryTexts.class)).isNotEmpty();
          }
          RecordingRun.of(instance, "sessions");
          RecordingRun.of(instance, "metrics");
        }
        blockedSession(postgres, instance);
      }
      assertThat(traps(postgres)).isEqualTo(trapsBefore);
    }
  }

  /** So that the statement about blockers runs as well. */
  private static void blockedSession(EmbeddedPostgres postgres, MonitoredInstance instance)
      throws Exception {
    try (Connection holder = postgres.connection("postgres");
        Statement hold = holder.createStatement();
        Connection waiter = postgres.connection("postgres");
        Statement wait = waiter.createStatement()) {
      holder.setAutoCommit(false);
      hold.execute("lock table public.orders");
      Thread waiting =
          new Thread(
              () -> {
                try {
                  wait.execute("insert into public.orders values (1)");
                } catch (SQLException released) {
                  // cancelled at the end of the test
                }
              });
      waiting.start();
      org.awaitility.Awaitility.await()
          .until(
              () ->
                  RecordingRun.of(instance, "sessions")
                      .values(io.dbintel.schemas.avro.SessionTick.class)
                      .get(0)
                      .getSessions()
                      .stream()
                      .anyMatch(session -> !session.getBlockingSessionIds().isEmpty()));
      wait.cancel();
      waiting.join();
      holder.rollback();
    }
  }

  private static void readUnprotected(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl("postgres"), "dbintel", "monitor");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select pg_has_role(current_user, 'pg_read_all_stats', 'usage')");
    }
  }

  private static long traps(EmbeddedPostgres postgres) {
    return postgres.serverLog().lines().filter(line -> line.contains(ShadowedNames.TRAP)).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"18"})
  void aTableThatIsCalledLikeTheExtensionFoolsNobody(String version) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().version(version).start()) {
      postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
      postgres.execute("drop extension pg_stat_statements");
      postgres.execute("create table public.pg_stat_statements (dbid int, calls bigint)");
      PostgresConfig config = TestConfig.instance(postgres, "dbintel", "monitor");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(finding -> finding.fix().startsWith("CREATE EXTENSION pg_stat_statements"));
      postgres.execute("drop table public.pg_stat_statements");
      postgres.execute("create schema \"we?ird \"\"s%/#'\"");
      postgres.execute("create extension pg_stat_statements schema \"we?ird \"\"s%/#'\"");
      postgres.execute("grant usage on schema \"we?ird \"\"s%/#'\" to dbintel");
      postgres.execute("create table public.pg_stat_statements (dbid int, calls bigint)");
      assertThat(new PostgresSystem().check(config)).noneMatch(CheckFinding::missing);
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        assertThat(RecordingRun.of(instance, "query_stats").rows()).isNotEmpty();
      }
    }
  }
}
