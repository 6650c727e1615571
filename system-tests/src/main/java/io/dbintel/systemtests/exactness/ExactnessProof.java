package io.dbintel.systemtests.exactness;

import io.dbintel.systemtests.exactness.ExactnessResult.LossyPhaseResult;
import io.dbintel.systemtests.exactness.ExactnessResult.ReplayResult;
import io.dbintel.systemtests.workload.BuiltInWorkload;
import io.dbintel.systemtests.workload.PgbenchWorkload;
import io.dbintel.systemtests.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the three services against real servers, hurts them, and compares what arrives over OTLP
 * with what the database counted.
 */
public final class ExactnessProof {

  private static final int CLIENTS = 3;
  private static final int STEPS = 7;

  /** First major version of PostgreSQL with pg_stat_statements_info. */
  private static final int TELLS_WHEN_COUNTERS_BEGAN = 14;

  /** Longer than the statement polls of the agent are apart. */
  private static final Duration SEVERAL_POLLS = Duration.ofSeconds(6);

  private final String version;
  private final Duration duration;
  private final String workloadName;
  private final Path directory;
  private final Map<String, Integer> faults = new LinkedHashMap<>();

  /** What the database counted before resets, per statement. */
  private final Map<StatementId, Totals> settled = new HashMap<>();

  private final Map<String, Long> settledByMarker = new HashMap<>();

  /**
   * @param version major version of PostgreSQL
   * @param duration how long the workload runs in the first phase
   * @param workloadName pgbench, built-in or auto
   * @param directory where logs and configurations are kept; null for a temporary folder
   */
  public ExactnessProof(String version, Duration duration, String workloadName, Path directory) {
    this.version = version;
    this.duration = duration;
    this.workloadName = workloadName;
    this.directory = directory;
  }

  /** Runs all phases. */
  public ExactnessResult run() throws IOException, SQLException {
    Path folder =
        directory == null
            ? Files.createTempDirectory("dbintel-prove")
            : Files.createDirectories(directory);
    Path root = Path.of(System.getProperty("dbintel.root", ".")).toAbsolutePath();
    say("configurations and logs are in " + folder);
    try (Rig rig = new Rig(version, root, folder);
        SleepingSession ignored =
            new SleepingSession(() -> rig.postgres().connection("postgres"))) {
      MetricPhase metrics = new MetricPhase(rig, this::say);
      metrics.prepare();
      rig.start();
      metrics.base();
      say("the first full poll is the base");
      say("meanwhile, in a cluster, a standby takes over, and the old primary again");
      try (FailoverPhase failover = new FailoverPhase(rig, version, this::say)) {
        CompletableFuture<Void> failovers = CompletableFuture.runAsync(failover::run);
        ExactnessResult result = exactPhase(rig, metrics, folder);
        failovers.join();
        rig.stopServices();
        return afterwards(rig, metrics, failover, result, root, folder);
      }
    }
  }

  /** What is to be seen in the raw log and everything that arrived, and the log at other times. */
  private ExactnessResult afterwards(
      Rig rig,
      MetricPhase metrics,
      FailoverPhase failover,
      ExactnessResult result,
      Path root,
      Path folder)
      throws SQLException {
    RecordedLog log = RecordedLog.raw(rig.bootstrapServers());
    long userid = rig.userid(Workload.ROLE);
    Told told =
        Told.of(rig.receiver().logRecords(), rig.receiver().metricPoints(), Rig.INSTANCE, userid);
    SessionsResult sessions = SessionVoice.compare(log, rig.receiver().logRecords(), Rig.INSTANCE);
    ExactnessResult compared = result.with(metrics.result(log), sessions, failover.result(log));
    say("the raw log through the processors again: of an old server, late, and years ahead");
    CompletableFuture<TimeResult> time =
        CompletableFuture.supplyAsync(
            () -> new TimePhase(root, folder.resolve("time")).run(log, Rig.INSTANCE, told, userid));
    CompletableFuture<ThinnedResult> thinned =
        CompletableFuture.supplyAsync(
            new ThinnedPhase(rig, Integer.parseInt(version), this::say)::run);
    CompletableFuture<ReplayResult> replay =
        thinned.thenApply(ignored -> replay(rig, root, folder));
    // Both come to their end, whichever fails: the processes that they started end with them.
    CompletableFuture.allOf(replay, time).join();
    return compared.with(replay.join(), time.join(), thinned.join());
  }

  private ReplayResult replay(Rig rig, Path root, Path folder) {
    say("the longer raw log through the processors twice more");
    RecordedLog longer = RecordedLog.raw(rig.bootstrapServers()).without(ThinnedPhase.CLOCK);
    return Replay.twice(longer, root, folder);
  }

  private ExactnessResult exactPhase(Rig rig, MetricPhase metrics, Path folder)
      throws SQLException {
    try (Workload workload = workload(rig, folder)) {
      say("workload: " + workload.name() + ", " + duration.toSeconds() + " s with faults");
      fault("agent_sigkill", workload, metrics, () -> restartKilled(rig));
      fault("processors_sigkill", workload, metrics, () -> killProcessors(rig));
      fault("agent_sigkill", workload, metrics, () -> restartKilled(rig));
      pause("one_table_reset", workload, metrics);
      metrics.resetOneTable();
      faulty("postgres_clean_restart", rig.postgres()::restartCleanly);
      fault("agent_sigkill", workload, metrics, () -> restartKilled(rig));
      pause("statistics_reset", workload, metrics);
      metrics.resetDatabase();
      rig.awaitEverythingApplied();
      faulty("pg_stat_statements_reset", () -> settleAndReset(rig));
      fault("agent_sigkill", workload, metrics, () -> restartKilled(rig));
      fault("both_agents_stopped", workload, metrics, () -> restartBoth(rig));
      faults.put("second_agent", 1);
      workload.pause();
      metrics.end(workload);
      rig.awaitEverythingApplied();
      settle(rig);
      say("comparing " + settled.size() + " statements");
      long userid = rig.userid(Workload.ROLE);
      awaitArrival(rig, userid);
      ExportedCounts exported = ExportedCounts.of(rig.receiver(), Rig.INSTANCE, userid);
      LossyPhaseResult lossy = lossyPhase(rig, exported, userid);
      return result(workload, exported, lossy);
    }
  }

  /** A reset under load and a crashed backend; what is lost must be flagged. */
  private LossyPhaseResult lossyPhase(Rig rig, ExportedCounts before, long userid)
      throws SQLException {
    say("second phase: a reset under load, a crashed backend");
    try (BuiltInWorkload workload =
        new BuiltInWorkload(rig.postgres().jdbcUrl("postgres"), CLIENTS)) {
      workload.resume();
      rig.awaitEverythingApplied();
      reset(rig);
      rig.awaitEverythingApplied();
      if (Integer.parseInt(version) < TELLS_WHEN_COUNTERS_BEGAN) {
        // counters as young as the crash would be past their old values before the next read, and
        // nothing but a fall of a counter says there that it began anew
        run(SEVERAL_POLLS);
      }
      crash(rig);
      rig.awaitEverythingApplied();
      workload.pause();
      rig.awaitEverythingApplied();
      return lossyResult(rig, workload, before, userid);
    }
  }

  private static LossyPhaseResult lossyResult(
      Rig rig, BuiltInWorkload workload, ExportedCounts before, long userid) {
    ExportedCounts after = rig.awaitQuiet(userid);
    long completed = workload.executions().values().stream().mapToLong(Long::longValue).sum();
    long inFlagged =
        after.flagged().stream()
            .distinct()
            .mapToLong(gap -> workload.executionsTouching(gap.fromMicros(), gap.toMicros()))
            .sum();
    long exported = after.sum().calls() - before.sum().calls();
    return new LossyPhaseResult(completed, exported, inFlagged, after.flags());
  }

  private void fault(String name, Workload workload, MetricPhase metrics, Runnable action) {
    workload.resume();
    run(duration.dividedBy(STEPS));
    say("fault under load: " + name);
    faulty(name, action);
    metrics.load();
  }

  private void pause(String name, Workload workload, MetricPhase metrics) {
    workload.resume();
    run(duration.dividedBy(STEPS));
    metrics.load();
    workload.pause();
    say("fault between executions: " + name);
    faults.merge(name, 1, Integer::sum);
  }

  private void faulty(String name, Runnable action) {
    action.run();
    faults.merge(name, 1, Integer::sum);
  }

  /** The sessions' voice falls silent, and another process becomes it. */
  private static void restartBoth(Rig rig) {
    rig.agent().kill();
    rig.secondAgent().kill();
    run(Duration.ofSeconds(4));
    rig.agent().start();
    rig.secondAgent().start();
  }

  private static void restartKilled(Rig rig) {
    rig.agent().kill();
    rig.agent().start();
  }

  private static void killProcessors(Rig rig) {
    rig.processors().kill();
    rig.processors().start();
  }

  /** Adds what the database has counted to the account before it forgets. */
  private void settleAndReset(Rig rig) {
    try {
      settle(rig);
      reset(rig);
    } catch (SQLException e) {
      throw new IllegalStateException("the database's counts could not be read", e);
    }
  }

  private static void reset(Rig rig) {
    rig.postgres().execute("SELECT pg_stat_statements_reset()");
  }

  private void settle(Rig rig) throws SQLException {
    DatabaseCounts counts = rig.databaseCounts();
    counts.byStatement().forEach((id, totals) -> settled.merge(id, totals, Totals::plus));
    counts.callsByMarker().forEach((mark, calls) -> settledByMarker.merge(mark, calls, Long::sum));
  }

  private static void crash(Rig rig) {
    try (Connection victim = rig.postgres().connection("postgres");
        Statement statement = victim.createStatement();
        java.sql.ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
      pid.next();
      rig.postgres().crashBackend(pid.getInt(1));
    } catch (SQLException e) {
      throw new IllegalStateException("no backend to crash", e);
    }
  }

  /** Waits for equality; when it does not come, the comparison says what is missing. */
  private void awaitArrival(Rig rig, long userid) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!ExportedCounts.of(rig.receiver(), Rig.INSTANCE, userid).byStatement().equals(settled)
        && System.nanoTime() < deadline) {
      run(Duration.ofMillis(200));
    }
  }

  private ExactnessResult result(
      Workload workload, ExportedCounts exported, LossyPhaseResult lossy) {
    int differing = 0;
    for (Map.Entry<StatementId, Totals> statement : settled.entrySet()) {
      Totals arrived = exported.byStatement().getOrDefault(statement.getKey(), Totals.NONE);
      if (!arrived.equals(statement.getValue())) {
        differing++;
        say("differs: " + statement + " arrived as " + arrived);
      }
    }
    return new ExactnessResult(
        version,
        workload.name(),
        settledByMarker.equals(workload.executions()),
        settled.size(),
        settled.values().stream().reduce(Totals.NONE, Totals::plus),
        exported.sum(),
        differing,
        exported.duplicates(),
        faults,
        lossy,
        null,
        null,
        null,
        ReplayResult.NONE,
        TimeResult.NONE,
        ThinnedResult.NONE);
  }

  private Workload workload(Rig rig, Path folder) {
    Optional<Workload> pgbench =
        workloadName.equals("built-in")
            ? Optional.empty()
            : PgbenchWorkload.find(
                rig.postgres().host(), rig.postgres().port(), "postgres", folder);
    if (workloadName.equals("pgbench") && pgbench.isEmpty()) {
      throw new IllegalStateException(
          "pgbench is not on PATH; install it, or use --workload built-in");
    }
    return pgbench.orElseGet(
        () -> new BuiltInWorkload(rig.postgres().jdbcUrl("postgres"), CLIENTS));
  }

  private static void run(Duration time) {
    java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
  }

  private void say(String line) {
    System.out.println("prove exactness " + version + ": " + line);
  }
}
