package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.exactness.MetricComparison.Intervals;
import io.dbintel.systemtests.exactness.MetricComparison.Sums;
import io.dbintel.systemtests.process.ServiceProcess;
import io.dbintel.systemtests.workload.Workload;
import io.dbintel.systemtests.workload.WorkloadSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Two real servers behind one address. The standby has answered queries and counted them; the
 * primary is stopped, the standby is power-cycled and promoted; the old primary comes back as a
 * standby, answers queries, is power-cycled and promoted in its turn.
 */
final class FailoverPhase implements AutoCloseable {

  static final String INSTANCE = "proof/cluster";

  private static final String DATABASE = "postgres";
  private static final int READS_OF_STANDBY = 3_000;
  private static final int EXECUTIONS = 150;

  private final Rig rig;
  private final String version;
  private final MetricAccount account = new MetricAccount();
  private final MetricComparison comparison;
  private final Map<StatementId, Totals> expected = new HashMap<>();
  private final TcpForwarder address;
  private final ServiceProcess agent;
  private final FullPolls polls;
  private volatile EmbeddedPostgres primary;
  private DatabaseCounts base;
  private int failovers;
  private long callsOfStandbys;
  private long userid;

  FailoverPhase(Rig rig, String version, Consumer<String> say) throws SQLException {
    this.rig = rig;
    this.version = version;
    this.comparison = new MetricComparison(say);
    primary = EmbeddedPostgres.builder().version(version).start();
    try (Connection superuser = primary.connection(DATABASE)) {
      WorkloadSchema.create(superuser);
    }
    primary.execute(Rig.ROLE);
    MetricPhase.createArchive(primary);
    userid =
        Rig.number(primary, "SELECT oid FROM pg_roles WHERE rolname = '" + Workload.ROLE + "'");
    address = new TcpForwarder(primary.port());
    polls = new FullPolls(rig.bootstrapServers());
    agent = rig.agent("agent-3", INSTANCE, address.port());
  }

  /** Three servers, one after the other, each with work while it is read. */
  void run() {
    try {
      work(agent::start);
      failOver();
      failOver();
      settle(primary);
      agent.stop();
    } catch (SQLException e) {
      throw new IllegalStateException("the failover could not be driven", e);
    }
  }

  private void failOver() throws SQLException {
    EmbeddedPostgres old = primary;
    EmbeddedPostgres standby = EmbeddedPostgres.builder().version(version).standbyOf(old).start();
    primary = standby;
    try {
      readFrom(standby);
      awaitReplay(old, standby);
      settle(old);
    } finally {
      old.close();
    }
    standby.restartCleanly();
    standby.promote();
    callsOfStandbys +=
        counts(standby).byStatement().values().stream().mapToLong(Totals::calls).sum();
    failovers++;
    work(() -> address.to(standby.port()));
  }

  /**
   * @param begin what makes the agent read the server
   */
  private void work(Runnable begin) throws SQLException {
    MetricTruth beforeBase = MetricPhase.truth(primary);
    begin.run();
    Rig.awaitApplied(polls, INSTANCE, primary);
    account.begin(beforeBase, MetricPhase.truth(primary));
    base = counts(primary);
    execute(
        primary,
        EXECUTIONS,
        "INSERT INTO sale AS m_insert (article, amount) VALUES (5, 2)",
        "SELECT price AS m_point FROM article WHERE id = 17");
    MetricPhase.archiveLoad(primary);
  }

  /** What the server has counted since its base was read, before it goes. */
  private void settle(EmbeddedPostgres server) throws SQLException {
    MetricTruth before = MetricPhase.truth(server);
    Rig.awaitApplied(polls, INSTANCE, server);
    account.end(before, MetricPhase.truth(server), true);
    counts(server)
        .byStatement()
        .forEach(
            (id, totals) -> {
              Totals from = base.byStatement().getOrDefault(id, Totals.NONE);
              expected.merge(id, totals.minus(from), Totals::plus);
            });
  }

  private void readFrom(EmbeddedPostgres standby) throws SQLException {
    execute(
        standby,
        READS_OF_STANDBY,
        "SELECT price AS m_point FROM article WHERE id = 17",
        "SELECT sum(stock * price) AS m_sum FROM article WHERE id < 9");
  }

  private static void awaitReplay(EmbeddedPostgres primary, EmbeddedPostgres standby)
      throws SQLException {
    long lsn = Rig.number(primary, "SELECT pg_current_wal_lsn() - '0/0'");
    while (Rig.number(standby, "SELECT pg_last_wal_replay_lsn() - '0/0'") < lsn) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void execute(EmbeddedPostgres server, int times, String... statements)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl(DATABASE), Workload.ROLE, Workload.PASSWORD);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < times; i++) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
    MetricPhase.endIdleSessions(server);
  }

  private static DatabaseCounts counts(EmbeddedPostgres server) throws SQLException {
    try (Connection superuser = server.connection(DATABASE)) {
      return DatabaseCounts.read(superuser);
    }
  }

  /** Everything that arrived; the services are stopped. */
  FailoverResult result(RecordedLog log) {
    ExportedCounts arrived = ExportedCounts.of(rig.receiver(), INSTANCE, userid);
    expected.values().removeIf(Totals.NONE::equals);
    Map<StatementId, Totals> all = new HashMap<>(expected);
    arrived.byStatement().forEach((id, totals) -> all.putIfAbsent(id, Totals.NONE));
    int differing = 0;
    for (Map.Entry<StatementId, Totals> statement : all.entrySet()) {
      Totals told = arrived.byStatement().getOrDefault(statement.getKey(), Totals.NONE);
      differing += told.equals(statement.getValue()) ? 0 : 1;
    }
    ToldMetrics told = ToldMetrics.of(rig.receiver().metricPoints(), INSTANCE);
    Sums sums = comparison.sums(told.sums(), account, series -> true);
    Intervals intervals =
        comparison.intervals(told.growths(), MetricReads.of(log, INSTANCE), failovers);
    return new FailoverResult(
        failovers,
        callsOfStandbys,
        all.size(),
        expected.values().stream().mapToLong(Totals::calls).sum(),
        arrived.sum().calls(),
        differing,
        sums.series(),
        sums.exact(),
        sums.differing(),
        sums.below(),
        intervals.differing(),
        intervals.missing());
  }

  @Override
  public void close() {
    agent.close();
    polls.close();
    address.close();
    primary.close();
  }
}
