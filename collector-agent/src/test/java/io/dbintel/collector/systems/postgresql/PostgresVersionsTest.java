package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.jdbc.MetricRows;
import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.metrics.MetricDefinitions;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.metrics.PostgresMetrics;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.ServerVersion;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of every version against the real server of that version. */
class PostgresVersionsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private static final SystemCatalogue CATALOGUE = SystemCatalogue.of("postgresql");

  /** They have a value only while a standby is connected. */
  private static final Set<String> NEED_A_STANDBY =
      Set.of("postgresql.replication.data_delay", "postgresql.wal.lag");

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
      postgres.execute(
          "create function price(amount int, text default 'EUR') returns int language plpgsql as"
              + " 'begin return $1; end'");
      postgres.execute("select price(1)");
      PostgresConfig config = TestConfig.instance(postgres, "dbintel", "monitor");
      assertThat(new PostgresSystem().check(config)).noneMatch(CheckFinding::missing);
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        int major = Integer.parseInt(version);
        statements(instance, postgres, major);
        sessions(instance, postgres, major);
        metrics(instance, postgres, version);
        standbys(postgres, major);
      }
      try (MonitoredInstance instance = openQuiet(postgres)) {
        leavesOutExactlyWhatDidNotChange(instance, postgres);
      }
    }
  }

  private static EmbeddedPostgres server(String version) {
    return EmbeddedPostgres.builder()
        .version(version)
        .setting("password_encryption", "scram-sha-256")
        .setting("track_functions", "all")
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
    assertThat(first.getServerVersion()).startsWith(major + ".");
    assertThat(first.getEpoch().getCountersSince() != null).isEqualTo(major >= 14);
    assertThat(first.getEpoch().getServerStart()).isLessThan(first.getReadStart());
    assertThat(first.getEvictionsBefore() != null).isEqualTo(major >= 14);
    assertThat(first.getEvictionsAfter()).isEqualTo(first.getEvictionsBefore());
    assertThat(first.getPrivilegeBefore()).isEqualTo("all").isEqualTo(first.getPrivilegeAfter());
    assertThat(first.getRole()).isEqualTo(ServerRole.PRIMARY);
    assertThat(first.getTimeline()).isEqualTo(1);
    assertThat(first.getCounters())
        .as("exactly the counters that the catalogue has for the version")
        .containsExactlyInAnyOrderElementsOf(counters(major, counter -> true));
    assertThat(first.getDatabases()).contains("postgres");
    assertThat(first.getUsers()).contains("postgres");
    assertThat(first.getRows().get(0).getOrigin() != null).isEqualTo(major >= 17);
    assertThat(full.values(QueryTexts.class).toString())
        .contains("insert into orders")
        .doesNotContain("secret-4711");

    for (int poll = 0; poll < 3; poll++) {
      postgres.execute("insert into orders values (" + (poll + 2) + ", 'x')");
      RecordingRun changed = RecordingRun.of(instance, "query_stats");
      changed.acknowledge();
      List<StatementRow> rows = changed.rows();
      assertThat(changed.values(StatementPollChunk.class).get(0).getFull()).isFalse();
      assertThat(changed.values(StatementPollChunk.class).get(0).getCounters())
          .as("exactly the hot counters that the catalogue has for the version")
          .containsExactlyInAnyOrderElementsOf(counters(major, StatementCounter::hot));
      assertThat(rows)
          .as("only what ran since, which is the insert and the agent's own statements")
          .anyMatch(row -> row.getValues().get(0) >= 2)
          .hasSizeLessThan(full.rows().size() + 12);
      Set<ByteBuffer> again = rows.stream().map(StatementRow::getKey).collect(Collectors.toSet());
      assertThat(full.rows().stream().filter(row -> !again.contains(row.getKey())))
          .as("some rows did not change and were left out")
          .isNotEmpty();
    }
  }

  private static List<Integer> counters(int major, Predicate<StatementCounter> wanted) {
    return CATALOGUE.statements().orElseThrow().counters().stream()
        .filter(counter -> ServerVersion.compare(Integer.toString(major), counter.since()) >= 0)
        .filter(wanted)
        .map(StatementCounter::number)
        .toList();
  }

  /** A role whose own statements are not counted, so that nothing changes unless the test does. */
  private static MonitoredInstance openQuiet(EmbeddedPostgres postgres) {
    postgres.execute("create role quiet login password 'monitor'");
    postgres.execute("grant pg_monitor to quiet");
    postgres.execute("alter role quiet set pg_stat_statements.track = 'none'");
    return new PostgresSystem().open(TestConfig.instance(postgres, "quiet", "monitor"), SOURCE);
  }

  /** The server and the agent compute the same hash of every row. */
  private static void leavesOutExactlyWhatDidNotChange(
      MonitoredInstance instance, EmbeddedPostgres postgres) throws Exception {
    RecordingRun full = RecordingRun.of(instance, "query_stats");
    full.acknowledge();
    assertThat(full.rows()).hasSizeGreaterThan(20);
    for (int poll = 0; poll < 20; poll++) {
      RecordingRun again = RecordingRun.of(instance, "query_stats");
      again.acknowledge();
      assertThat(again.rows()).as("hot and all counters, filtered by the server").isEmpty();
      assertThat(again.values(StatementPollChunk.class).get(0).getRowsTotal()).isEqualTo(-1);
    }
    postgres.execute("select oid from pg_class where relname = 'one change'");
    assertThat(RecordingRun.of(instance, "query_stats").rows())
        .as("the statement, and what the driver sends after connecting")
        .hasSizeBetween(1, 3);
  }

  private static void sessions(MonitoredInstance instance, EmbeddedPostgres postgres, int major)
      throws Exception {
    try (Connection holder = postgres.connection("postgres");
        Connection waiter = postgres.connection("postgres")) {
      holder.setAutoCommit(false);
      try (Statement hold = holder.createStatement()) {
        hold.execute("update orders set note = 'held' where id = 1");
      }
      String holderPid = pid(holder);
      String waiterPid = pid(waiter);
      Thread waiting =
          new Thread(
              () -> {
                try (Statement wait = waiter.createStatement()) {
                  wait.execute(
                      "/*controller='orders'*/ update orders set note = 'secret-4711' where id ="
                          + " 1");
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      waiting.start();
      Session blocked =
          org.awaitility.Awaitility.await()
              .until(() -> blocked(instance, waiterPid), java.util.Objects::nonNull);
      assertThat(blocked.getBlockingSessionIds()).containsExactly(holderPid);
      assertThat(blocked.getState()).isEqualTo("active");
      assertThat(blocked.getActive()).isTrue();
      assertThat(blocked.getTransactionStart()).isNotNull();
      assertThat(blocked.getQueryText())
          .contains("update orders set note = ? where id = ?")
          .doesNotContain("4711");
      assertThat(blocked.getQueryId() != null).isEqualTo(major >= 14);
      assertThat(blocked.getCommentTags()).containsEntry("controller", "orders");
      holder.rollback();
      waiting.join();
    }
  }

  private static Session blocked(MonitoredInstance instance, String pid) throws Exception {
    SessionTick tick = RecordingRun.of(instance, "sessions").values(SessionTick.class).get(0);
    assertThat(tick.getSessionsTotal()).isGreaterThanOrEqualTo(2);
    assertThat(tick.getSessions()).noneMatch(s -> "dbintel-agent".equals(s.getApplicationName()));
    return tick.getSessions().stream()
        .filter(
            session ->
                session.getSessionId().equals(pid) && !session.getBlockingSessionIds().isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String pid(Connection connection) throws java.sql.SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static long functionCalls(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_user_functions where funcname = 'price'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void metrics(MonitoredInstance instance, EmbeddedPostgres postgres, String version)
      throws Exception {
    MetricPoll poll;
    await("the server to show the call of the function").until(() -> functionCalls(postgres) > 0);
    try (Connection locking = postgres.connection("postgres");
        Statement lock = locking.createStatement()) {
      locking.setAutoCommit(false);
      lock.execute("lock table orders in share mode");
      poll = RecordingRun.of(instance, "metrics").values(MetricPoll.class).get(0);
    }
    assertThat(poll.getEpoch().getServerId()).matches("\\d+");
    assertThat(poll.getEpoch().getCountersSince()).isPositive();
    assertThat(poll.getTimeline()).isEqualTo(1);
    assertThat(poll.getRole()).isEqualTo(ServerRole.PRIMARY);
    assertThat(rows(poll, "databases")).extracting(MetricRow::getObjectId).doesNotContainNull();
    assertThat(rows(poll, "tables"))
        .extracting(MetricRow::getObjectId)
        .isNotEmpty()
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(rows(poll, "indexes").get(0).getAttributes())
        .containsEntry("db.namespace", "postgres|public")
        .containsEntry("postgresql.table.name", "orders")
        .containsEntry("postgresql.index.name", "orders_pkey");
    assertThat(rows(poll, "functions"))
        .extracting(row -> row.getAttributes().get("function"))
        .contains("price(integer, text)");
    assertThat(rows(poll, "bgwriter")).extracting(MetricRow::getCountersSince).doesNotContainNull();
    assertThat(rows(poll, "locks"))
        .anyMatch(
            row ->
                row.getAttributes().get("relation").equals("orders")
                    && row.getAttributes().get("mode").equals("ShareLock"));
    assertThat(rows(poll, "databases"))
        .allMatch(row -> row.getAttributes().containsKey("db.namespace"));
    for (MetricGroup group : poll.getGroups()) {
      assertThat(group.getReadStart()).isLessThanOrEqualTo(group.getReadEnd());
    }
    assertThat(identities(poll)).as("no two points are one").doesNotHaveDuplicates();
    assertThat(emitted(poll))
        .as("exactly the metrics that the catalogue has for the version")
        .containsExactlyInAnyOrderElementsOf(listed(version));
  }

  private static List<String> identities(MetricPoll poll) {
    return poll.getGroups().stream()
        .flatMap(group -> group.getRows().stream())
        .flatMap(PostgresVersionsTest::identities)
        .toList();
  }

  private static Stream<String> identities(MetricRow row) {
    return row.getReadings().stream()
        .map(
            reading -> {
              Map<String, String> attributes = new TreeMap<>(row.getAttributes());
              attributes.putAll(reading.getAttributes());
              return reading.getName() + attributes;
            });
  }

  /** Standbys behind one address, as the server would show them. */
  private static void standbys(EmbeddedPostgres postgres, int major) throws Exception {
    String sql =
        SqlResources.nextTo(PostgresMetrics.class)
            .forVersion("replication", major)
            .replace("pg_catalog.pg_stat_replication", "pg_stat_replication");
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create temp table pg_stat_replication as select pid, '10.0.0.7'::inet as client_addr,"
              + " name as application_name, '0/0'::pg_lsn as replay_lsn, lag as write_lag, lag as"
              + " flush_lag, lag as replay_lag from (values (1, 'walreceiver', interval '3 s'), (2,"
              + " 'walreceiver', interval '8 s'), (3, 'east', interval '1 s')) as s (pid, name,"
              + " lag)");
      List<MetricRow> rows =
          MetricRows.read(
              statement.executeQuery(sql), new MetricDefinitions(CATALOGUE), "replication");
      assertThat(rows.stream().flatMap(PostgresVersionsTest::identities))
          .doesNotHaveDuplicates()
          .hasSize(2 * 4);
      assertThat(rows.get(1).getAttributes())
          .containsEntry("postgresql.application_name", "walreceiver");
      assertThat(rows.get(1).getReadings())
          .filteredOn(reading -> reading.getName().equals("postgresql.wal.lag"))
          .as("the worst of two that cannot be told apart")
          .allMatch(reading -> reading.getLongValue() == 8);
    }
  }

  private static List<MetricRow> rows(MetricPoll poll, String group) {
    return poll.getGroups().stream()
        .filter(candidate -> candidate.getGroup().equals(group))
        .findFirst()
        .orElseThrow()
        .getRows();
  }

  private static Set<String> emitted(MetricPoll poll) {
    return poll.getGroups().stream()
        .flatMap(group -> group.getRows().stream())
        .flatMap(row -> row.getReadings().stream())
        .map(MetricReading::getName)
        .collect(Collectors.toSet());
  }

  private static List<String> listed(String version) {
    return CATALOGUE.metrics().stream()
        .filter(metric -> metric.isIn(version))
        .map(MetricDefinition::name)
        .filter(name -> !NEED_A_STANDBY.contains(name))
        .toList();
  }
}
