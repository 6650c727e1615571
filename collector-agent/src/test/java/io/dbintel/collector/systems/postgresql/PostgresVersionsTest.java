package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.statement.StatementCounter;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of every version against the real server of that version. */
class PostgresVersionsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  static SortedSet<String> versions() {
    return EmbeddedPostgres.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readsStatementsSessionsAndMetrics(String version) throws Exception {
    try (EmbeddedPostgres postgres = server(version)) {
      postgres.execute("create role dbintel login password 'monitor'");
      postgres.execute("grant pg_monitor to dbintel");
      postgres.execute("create table orders (id int primary key, note text)");
      InstanceConfig config = TestConfig.instance(postgres, "dbintel", "monitor");
      assertThat(InstanceCheck.of(config)).noneMatch(CheckFinding::missing);
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        int major = Integer.parseInt(version);
        statements(instance, postgres, major);
        sessions(instance, postgres, major);
        metrics(instance, postgres);
      }
    }
  }

  private static EmbeddedPostgres server(String version) {
    return EmbeddedPostgres.builder()
        .version(version)
        .setting("password_encryption", "scram-sha-256")
        .start();
  }

  private static void statements(MonitoredInstance instance, EmbeddedPostgres postgres, int major)
      throws Exception {
    postgres.execute("insert into orders values (1, 'secret-4711')");
    RecordingRun full = RecordingRun.of(instance, "query_stats");
    full.acknowledge();
    StatementPollChunk first = full.values(StatementPollChunk.class).get(0);
    assertThat(first.getFull()).isTrue();
    assertThat(first.getHiddenRows()).isZero();
    assertThat(first.getServerVersionNum() / 10_000).isEqualTo(major);
    assertThat(first.getEpoch().getStatsReset() != null).isEqualTo(major >= 14);
    assertThat(first.getTimeline()).isEqualTo(1);
    assertThat(first.getColumns()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(first.getDatabases()).anyMatch(name -> name.getName().equals("postgres"));
    assertThat(first.getUsers()).anyMatch(name -> name.getName().equals("postgres"));
    assertThat(first.getRows().get(0).getStatsSince() != null).isEqualTo(major >= 17);
    assertThat(full.values(QueryTexts.class).toString())
        .contains("insert into orders")
        .doesNotContain("secret-4711");

    for (int poll = 0; poll < 3; poll++) {
      postgres.execute("insert into orders values (" + (poll + 2) + ", 'x')");
      RecordingRun changed = RecordingRun.of(instance, "query_stats");
      changed.acknowledge();
      List<StatementRow> rows = changed.rows();
      assertThat(changed.values(StatementPollChunk.class).get(0).getFull()).isFalse();
      assertThat(changed.values(StatementPollChunk.class).get(0).getColumns())
          .hasSize(major == 12 ? 5 : StatementCounter.hotCounters().size());
      assertThat(rows)
          .as("only what ran since, which is the insert and the agent's own statements")
          .anyMatch(row -> row.getValues().get(0) >= 2)
          .hasSizeLessThan(full.rows().size() + 12);
      Set<Long> again =
          rows.stream().map(row -> row.getKey().getQueryid()).collect(Collectors.toSet());
      assertThat(full.rows().stream().filter(row -> !again.contains(row.getKey().getQueryid())))
          .as("some rows did not change and were left out")
          .isNotEmpty();
    }
  }

  private static void sessions(MonitoredInstance instance, EmbeddedPostgres postgres, int major)
      throws Exception {
    try (Connection holder = postgres.connection("postgres");
        Connection waiter = postgres.connection("postgres")) {
      holder.setAutoCommit(false);
      try (Statement hold = holder.createStatement()) {
        hold.execute("update orders set note = 'held' where id = 1");
      }
      int holderPid = pid(holder);
      int waiterPid = pid(waiter);
      Thread waiting =
          new Thread(
              () -> {
                try (Statement wait = waiter.createStatement()) {
                  wait.execute(
                      "/*controller='orders'*/ update orders set note = 'secret-4711' where id = 1");
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      waiting.start();
      Session blocked =
          org.awaitility.Awaitility.await()
              .until(() -> blocked(instance, waiterPid), java.util.Objects::nonNull);
      assertThat(blocked.getBlockingPids()).containsExactly(holderPid);
      assertThat(blocked.getState()).isEqualTo("active");
      assertThat(blocked.getQueryText())
          .contains("update orders set note = ? where id = ?")
          .doesNotContain("4711");
      assertThat(blocked.getQueryid() != null).isEqualTo(major >= 14);
      assertThat(blocked.getCommentTags()).containsEntry("controller", "orders");
      holder.rollback();
      waiting.join();
    }
  }

  private static Session blocked(MonitoredInstance instance, int pid) throws Exception {
    SessionTick tick = RecordingRun.of(instance, "sessions").values(SessionTick.class).get(0);
    assertThat(tick.getSessionsTotal()).isGreaterThanOrEqualTo(2);
    assertThat(tick.getSessions()).noneMatch(s -> "dbintel-agent".equals(s.getApplicationName()));
    return tick.getSessions().stream()
        .filter(session -> session.getPid() == pid && !session.getBlockingPids().isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static int pid(Connection connection) throws java.sql.SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void metrics(MonitoredInstance instance, EmbeddedPostgres postgres)
      throws Exception {
    MetricPoll poll;
    try (Connection locking = postgres.connection("postgres");
        Statement lock = locking.createStatement()) {
      locking.setAutoCommit(false);
      lock.execute("lock table orders in share mode");
      poll = RecordingRun.of(instance, "metrics").values(MetricPoll.class).get(0);
    }
    assertThat(poll.getReadings())
        .filteredOn(reading -> reading.getName().equals("postgresql.database.locks"))
        .anyMatch(
            reading ->
                reading.getAttributes().get("relation").equals("orders")
                    && reading.getAttributes().get("mode").equals("ShareLock"));
    assertThat(poll.getReadings())
        .extracting(MetricReading::getName)
        .contains(
            "postgresql.backends",
            "postgresql.commits",
            "postgresql.rollbacks",
            "postgresql.blks_hit",
            "postgresql.blks_read",
            "postgresql.tup_inserted",
            "postgresql.temp_files",
            "postgresql.temp.io",
            "postgresql.deadlocks",
            "postgresql.db_size",
            "postgresql.connection.max",
            "postgresql.database.count",
            "postgresql.bgwriter.buffers.allocated",
            "postgresql.bgwriter.buffers.writes",
            "postgresql.bgwriter.checkpoint.count",
            "postgresql.bgwriter.duration",
            "postgresql.bgwriter.maxwritten",
            "postgresql.database.locks",
            "postgresql.wal.age",
            "postgresql.table.count",
            "postgresql.operations");
    assertThat(poll.getReadings())
        .filteredOn(reading -> reading.getName().equals("postgresql.commits"))
        .allMatch(reading -> reading.getAttributes().containsKey("db.namespace"))
        .allMatch(reading -> reading.getLongValue() != null);
    assertThat(poll.getSystemIdentifier()).matches("\\d+");
  }
}
