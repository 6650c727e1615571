package io.dbintel.collector.systems.postgresql.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresSystem;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a server where one query is slow or fails, and on one with thousands of databases. */
class PostgresMetricsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.builder().start();
    postgres.execute("alter function pg_catalog.pg_database_size(oid) rename to real_size");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static void sizeIs(String body) {
    postgres.execute(
        "create or replace function pg_catalog.pg_database_size(db oid) returns bigint"
            + " language plpgsql as $$ begin "
            + body
            + " end $$");
  }

  @Test
  void aSizeThatExceedsTheTimeoutTakesNothingElseAway() throws Exception {
    sizeIs("perform pg_sleep(60); return 1;");
    try (MonitoredInstance instance = open("{}")) {
      RecordingRun first = RecordingRun.of(instance, "metrics");
      assertThat(groups(first))
          .contains("databases", "server", "bgwriter", "replication", "locks", "tables")
          .doesNotContain("database_sizes");
      assertThat(first.remark())
          .contains("database_sizes", "57014", "disabledGroups: [database_sizes]");
      sizeIs("return 4711;");
      List<Integer> readAt = new ArrayList<>();
      for (int poll = 1; poll <= 24; poll++) {
        RecordingRun run = RecordingRun.of(instance, "metrics");
        assertThat(groups(run)).contains("databases");
        if (groups(run).contains("database_sizes")) {
          readAt.add(poll);
        }
        assertThat(run.remark() == null)
            .as("said with every poll until it is as it should be")
            .isEqualTo(poll >= 12);
      }
      assertThat(readAt).as("spaced out once, then as before").containsExactly(12, 18, 24);
    }
  }

  @Test
  void aDatabaseThatIsDroppedMeanwhileIsNoReasonToLeaveTheServerAlone() throws Exception {
    sizeIs("raise exception 'gone' using errcode = '3D000';");
    try (MonitoredInstance instance = open("{}")) {
      RecordingRun run = RecordingRun.of(instance, "metrics");
      assertThat(groups(run)).contains("databases", "tables").doesNotContain("database_sizes");
      assertThat(run.remark()).contains("database_sizes", "3D000");
    }
  }

  @Test
  void aPollOfWhichNothingCouldBeReadFails() throws Exception {
    sizeIs("perform pg_sleep(60); return 1;");
    List<String> others = new ArrayList<>(PostgresMetrics.GROUPS);
    others.remove("database_sizes");
    try (MonitoredInstance instance = open("{disabledGroups: " + others + "}")) {
      assertThatThrownBy(() -> RecordingRun.of(instance, "metrics"))
          .isInstanceOfSatisfying(
              PollFailure.class, failure -> assertThat(failure.reason()).isEqualTo("57014"));
    }
  }

  @Test
  void aGroupCanBeSwitchedOff() throws Exception {
    sizeIs("perform pg_sleep(60); return 1;");
    try (MonitoredInstance instance = open("{disabledGroups: [database_sizes, locks]}")) {
      RecordingRun run = RecordingRun.of(instance, "metrics");
      assertThat(groups(run)).contains("tables").doesNotContain("database_sizes", "locks");
      assertThat(run.remark()).isNull();
    }
    assertThatThrownBy(() -> open("{disabledGroups: [sizes]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names sizes")
        .hasMessageContaining("database_sizes");
  }

  @Test
  void thousandsOfDatabasesAreSeveralRecords() throws Exception {
    sizeIs("return 4711;");
    try (EmbeddedPostgres large = EmbeddedPostgres.builder().start();
        MonitoredInstance instance = open(large, "10s", "{disabledGroups: [database_sizes]}")) {
      large.execute(
          "insert into pg_database select (jsonb_populate_record(one, jsonb_build_object('oid',"
              + " 100000 + i, 'datname', 'tenant_' || i))).* from pg_database as one,"
              + " generate_series(1, 4000) as i where one.datname = 'postgres'");
      List<MetricPoll> parts = RecordingRun.of(instance, "metrics").values(MetricPoll.class);
      assertThat(parts).hasSizeGreaterThan(1);
      Set<Map<String, String>> databases = new HashSet<>();
      for (MetricPoll part : parts) {
        assertThat(MetricPoll.getEncoder().encode(part).remaining()).isLessThan(1_000_000);
        for (MetricGroup group : part.getGroups()) {
          if (group.getGroup().equals("databases")) {
            for (MetricRow row : group.getRows()) {
              assertThat(databases.add(row.getAttributes())).isTrue();
            }
          }
        }
      }
      assertThat(databases).hasSize(4_001);
    }
  }

  private static List<String> groups(RecordingRun run) {
    return run.values(MetricPoll.class).stream()
        .flatMap(poll -> poll.getGroups().stream())
        .map(MetricGroup::getGroup)
        .distinct()
        .toList();
  }

  private static MonitoredInstance open(String metrics) {
    return open(postgres, "300ms", metrics);
  }

  private static MonitoredInstance open(EmbeddedPostgres server, String timeout, String metrics) {
    return new PostgresSystem()
        .open(
            (PostgresConfig)
                ConfigLoader.parse(
                        AgentConfig.class,
                        """
                        kafka: {bootstrapServers: "localhost:1"}
                        instances:
                          - id: acme/orders
                            system: postgresql
                            host: %s
                            port: %d
                            user: %s
                            connection: {statementTimeout: %s}
                            collectors: {metrics: %s}
                        """
                            .formatted(
                                server.host(), server.port(), server.superuser(), timeout, metrics))
                    .instances()
                    .get(0),
            SOURCE);
  }
}
