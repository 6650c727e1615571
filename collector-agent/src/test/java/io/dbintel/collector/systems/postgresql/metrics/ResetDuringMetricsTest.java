package io.dbintel.collector.systems.postgresql.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresSystem;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The counters of a database are reset while its tables are read: by what the agent reads. */
class ResetDuringMetricsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.builder().setting("allow_system_table_mods", "on").start();
    postgres.execute("create table public.orders (id int)");
    postgres.execute(
        "create function public.reset(due text) returns bigint language plpgsql as $$ declare"
            + " left_over int := pg_catalog.current_setting(due)::int; begin if left_over > 0 then"
            + " perform pg_catalog.pg_stat_reset(); perform pg_catalog.set_config(due, (left_over -"
            + " 1)::text, false); end if; return 0; end $$");
    postgres.execute("alter function pg_catalog.pg_database_size(oid) rename to real_size");
    postgres.execute(
        "create function pg_catalog.pg_database_size(oid) returns bigint language sql as"
            + " 'select public.reset(''test.resets_before_tables'')'");
    postgres.execute(
        "create or replace view pg_catalog.pg_statio_user_tables as select io.* from"
            + " pg_catalog.pg_statio_all_tables as io where io.relname = 'orders' and"
            + " public.reset('test.resets_within_tables') = 0");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  /** How often a session does so, which its role tells it. */
  private static void resets(int beforeTables, int withinTables) {
    String role = "alter role " + postgres.superuser() + " set test.";
    postgres.execute(role + "resets_before_tables = " + beforeTables);
    postgres.execute(role + "resets_within_tables = " + withinTables);
    postgres.execute("insert into public.orders values (1)");
  }

  @Test
  void betweenTwoGroups() throws Exception {
    resets(1, 0);
    try (MonitoredInstance instance = open()) {
      assertResetSeen(RecordingRun.of(instance, "metrics"));
    }
  }

  @Test
  void withinTheGroup() throws Exception {
    resets(0, 2);
    try (MonitoredInstance instance = open()) {
      assertResetSeen(RecordingRun.of(instance, "metrics"));
    }
  }

  @Test
  void allTheTime() throws Exception {
    resets(0, 1_000);
    try (MonitoredInstance instance = open()) {
      RecordingRun run = RecordingRun.of(instance, "metrics");
      assertThat(tables(run)).isEmpty();
      assertThat(run.values(MetricPoll.class)).as("the others were read").isNotEmpty();
      assertThat(run.remark()).contains("tables", "reset_during_read");
    }
  }

  private static void assertResetSeen(RecordingRun run) throws SQLException {
    MetricRow orders = tables(run).orElseThrow().getRows().get(0);
    assertThat(orders.getCountersSince())
        .as("counters from zero come with the time of the reset")
        .isEqualTo(lastReset());
    assertThat(orders.getReadings())
        .filteredOn(reading -> "ins".equals(reading.getAttributes().get("operation")))
        .extracting(MetricReading::getLongValue)
        .containsExactly(0L);
  }

  private static long lastReset() throws SQLException {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (extract(epoch from stats_reset) * 1000000)::bigint from pg_stat_database"
                    + " where datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Optional<MetricGroup> tables(RecordingRun run) {
    List<MetricPoll> polls = run.values(MetricPoll.class);
    return polls.stream()
        .flatMap(poll -> poll.getGroups().stream())
        .filter(group -> group.getGroup().equals("tables"))
        .findFirst();
  }

  private static MonitoredInstance open() {
    return new PostgresSystem()
        .open(
            (PostgresConfig)
                ConfigLoader.parse(
                        AgentConfig.class,
                        """
                        kafka: {bootstrapServers: "localhost:1"}
                        instances:
                          - {id: acme/orders, system: postgresql, host: %s, port: %d, user: %s}
                        """
                            .formatted(postgres.host(), postgres.port(), postgres.superuser()))
                    .instances()
                    .get(0),
            SOURCE);
  }
}
