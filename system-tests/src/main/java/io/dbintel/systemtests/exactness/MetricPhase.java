package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.exactness.MetricComparison.Intervals;
import io.dbintel.systemtests.exactness.MetricComparison.Sums;
import io.dbintel.systemtests.workload.Workload;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The metrics' part of the proof: keeps the database's own account of its counters through resets,
 * and has tables created, exchanged and dropped meanwhile.
 */
final class MetricPhase {

  private static final String DATABASE = "postgres";
  private static final String INSERTS = "postgresql.operations";

  /** A second database, which no agent is connected to: its counters are still between loads. */
  private static final String ARCHIVE = "archive";

  private static final int ARCHIVE_ROUNDS = 40;
  private static final int BEFORE_THE_BASE = 10;
  private static final int AFTER_THE_BASE = 40;

  private final Rig rig;
  private final EmbeddedPostgres postgres;
  private final MetricAccount account = new MetricAccount();
  private final MetricComparison comparison;
  private final Map<MetricSeries, Double> told = new HashMap<>();
  private Sums sums;
  private boolean driverAgrees;
  private boolean objectsAgree;
  private MetricTruth beforeBase;
  private long cutoff;

  MetricPhase(Rig rig, Consumer<String> say) {
    this.rig = rig;
    this.postgres = rig.postgres();
    this.comparison = new MetricComparison(say);
  }

  /** Before the services start. */
  void prepare() throws SQLException {
    createArchive(postgres);
    execute(
        postgres,
        DATABASE,
        "CREATE TABLE swap_one (id int)",
        "CREATE TABLE swap_two (id int)",
        "CREATE FUNCTION restock(int) RETURNS int LANGUAGE plpgsql AS 'begin return $1; end'",
        "SELECT restock(1)",
        insert("swap_one", 10),
        insert("swap_two", 50_000));
    beforeBase = truth(postgres);
  }

  /** The first polls are the base. */
  void base() throws SQLException {
    rig.awaitMetricsApplied();
    account.begin(beforeBase, truth(postgres));
  }

  /** Moves the counters of the second database, and of a function. */
  void load() {
    archiveLoad(postgres);
    postgres.execute("SELECT count(restock(i)) FROM generate_series(1, 100) AS i");
  }

  /**
   * Between executions: resets the counters of one table, which moves the database's time of reset
   * and no other counter, and exchanges the names of two tables.
   */
  void resetOneTable() throws SQLException {
    execute(
        postgres,
        DATABASE,
        "CREATE TABLE fresh (id int)",
        insert("fresh", BEFORE_THE_BASE),
        insert("swap_one", 5),
        insert("swap_two", 5),
        "ALTER TABLE swap_one RENAME TO swap_middle",
        "ALTER TABLE swap_two RENAME TO swap_one",
        "ALTER TABLE swap_middle RENAME TO swap_two");
    MetricTruth before = quiet();
    account.reset(before, truth(postgres), MetricPhase::ofArticle);
    execute(postgres, DATABASE, "SELECT pg_stat_reset_single_table_counters('article'::regclass)");
  }

  /**
   * Between executions: resets the statistics of a database and, where it is safe, the server's.
   */
  void resetDatabase() throws SQLException {
    execute(postgres, DATABASE, insert("fresh", AFTER_THE_BASE));
    MetricTruth before = quiet();
    int major = major();
    account.reset(
        before,
        truth(postgres),
        series ->
            series.group().equals("server")
                ? major >= 15
                : series.attributes().get("db.namespace").matches(DATABASE + "(\\|.*)?"));
    execute(postgres, DATABASE, "SELECT pg_stat_reset()");
    if (major >= 15) {
      execute(postgres, DATABASE, "SELECT pg_stat_reset_shared('bgwriter')");
    }
    if (major >= 17) {
      execute(
          postgres,
          DATABASE,
          "SELECT pg_stat_reset_shared('checkpointer')",
          "SELECT pg_stat_reset_shared('io')");
    }
  }

  /** The end of the account; the workload is paused. */
  void end(Workload workload) throws SQLException {
    execute(postgres, DATABASE, "DROP TABLE fresh");
    MetricTruth before = quiet();
    cutoff = Rig.databaseMicros(postgres);
    account.end(before, truth(postgres), false);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    do {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      told.clear();
      ToldMetrics.of(rig.receiver().metricPoints(), Rig.INSTANCE).growths().stream()
          .filter(growth -> growth.endMicros() <= cutoff)
          .forEach(growth -> told.merge(growth.series(), growth.value(), Double::sum));
    } while (!arrived() && System.nanoTime() < deadline);
    sums = comparison.sums(told, account, MetricPhase::keepsItsName);
    driverAgrees =
        operations("sale", "ins") == workload.executions().get("m_insert")
            && operations("article", "upd") == workload.executions().get("m_update");
    objectsAgree =
        operations("swap_one", "ins") == 5
            && operations("swap_two", "ins") == 5
            && operations("fresh", "ins") == AFTER_THE_BASE;
  }

  private boolean arrived() {
    return account.grown().entrySet().stream()
        .filter(series -> keepsItsName(series.getKey()) && series.getValue().exact())
        .allMatch(s -> told.getOrDefault(s.getKey(), 0.0) == s.getValue().low());
  }

  private static boolean keepsItsName(MetricSeries series) {
    return !series.table().startsWith("swap_") && !series.table().equals("fresh");
  }

  /** Its indexes have counters of their own. */
  private static boolean ofArticle(MetricSeries series) {
    return series.group().equals("tables") && series.table().equals("article");
  }

  private double operations(String table, String operation) {
    Map<String, String> attributes =
        Map.of(
            "db.namespace",
            DATABASE + "|public",
            "postgresql.table.name",
            table,
            "operation",
            operation);
    return told.getOrDefault(MetricSeries.of(INSERTS, attributes), 0.0);
  }

  /** Everything that arrived against everything that was read; the services are stopped. */
  MetricsResult result(RecordedLog log) {
    ToldMetrics all = ToldMetrics.of(rig.receiver().metricPoints(), Rig.INSTANCE);
    MetricReads reads = MetricReads.of(log, Rig.INSTANCE);
    Intervals intervals = comparison.intervals(all.growths(), reads, 0);
    return new MetricsResult(
        sums.series(),
        sums.exact(),
        sums.byGroup(),
        sums.differing(),
        sums.above(),
        sums.below(),
        intervals.points(),
        intervals.differing(),
        intervals.missing(),
        all.duplicates(),
        driverAgrees,
        objectsAgree,
        reads.stale());
  }

  private MetricTruth quiet() throws SQLException {
    endIdleSessions(postgres);
    MetricTruth before = truth(postgres);
    rig.awaitMetricsApplied();
    return before;
  }

  /** A session counts in memory for a while; what it has counted is seen when it ends. */
  static void endIdleSessions(EmbeddedPostgres server) throws SQLException {
    String sessions = "FROM pg_stat_activity WHERE usename = '" + Workload.ROLE + "'";
    try (Connection superuser = server.connection(DATABASE);
        Statement statement = superuser.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(pid) " + sessions + " AND state = 'idle'");
      boolean left = true;
      while (left) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) > 0 " + sessions)) {
          left = row.next() && row.getBoolean(1);
        }
      }
    }
  }

  static MetricTruth truth(EmbeddedPostgres server) throws SQLException {
    try (Connection superuser = server.connection(DATABASE)) {
      return MetricTruth.read(superuser);
    }
  }

  static void createArchive(EmbeddedPostgres server) throws SQLException {
    execute(server, DATABASE, "CREATE DATABASE " + ARCHIVE);
    execute(server, ARCHIVE, "CREATE TABLE shelf (id int PRIMARY KEY, hits int)");
  }

  static void archiveLoad(EmbeddedPostgres server) {
    String[] round = {
      "INSERT INTO shelf SELECT coalesce(max(id), 0) + 1, 0 FROM shelf",
      "UPDATE shelf SET hits = hits + 1 WHERE id % 7 = 0",
      "SELECT count(*) FROM shelf",
      "BEGIN",
      "ROLLBACK"
    };
    try {
      for (int i = 0; i < ARCHIVE_ROUNDS; i++) {
        execute(server, ARCHIVE, round);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the second database refuses its load", e);
    }
  }

  private static String insert(String table, int rows) {
    return "INSERT INTO " + table + " SELECT generate_series(1, " + rows + ")";
  }

  static void execute(EmbeddedPostgres server, String database, String... statements)
      throws SQLException {
    try (Connection superuser = server.connection(database);
        Statement statement = superuser.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private int major() throws SQLException {
    try (Connection superuser = postgres.connection(DATABASE)) {
      return superuser.getMetaData().getDatabaseMajorVersion();
    }
  }
}
