package io.dbintel.benchmarks.agentcost;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.lifecycle.Closeables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent and the pollers it is compared with, driven in step at one interval: the statements
 * run, each poller polls once, then the next interval begins.
 */
final class Pollers implements AutoCloseable {

  private static final String SCAN = "libpq-scan";
  private static final String HOT_COLUMNS = "libpq-hot-columns";

  private final DistinctStatements statements;
  private final PollCounter counter;
  private final Duration interval;
  private final Connection driver;
  private final Connection observer;
  private final TextPoller texts;
  private final Map<String, LibpqReader> floor = new LinkedHashMap<>();
  private final Map<String, BackendCpu> cpu = new LinkedHashMap<>();

  /**
   * CPU time of one poll of each kind, milliseconds.
   *
   * @param scan a count of all rows; NaN without psql
   * @param hotColumns the columns of every poll, of all rows; NaN without psql
   */
  record Cost(double agent, double texts, double scan, double hotColumns) {}

  /** Connects the pollers to {@code postgres}; those of libpq where psql is installed. */
  Pollers(
      EmbeddedPostgres postgres,
      DistinctStatements statements,
      PollCounter counter,
      Duration interval)
      throws SQLException, IOException {
    this.statements = statements;
    this.counter = counter;
    this.interval = interval;
    this.driver = postgres.connection("postgres");
    this.observer = postgres.connection("postgres");
    this.texts = new TextPoller(postgres.jdbcUrl("postgres"), postgres.superuser(), "");
    cpu.put(AgentProcess.APPLICATION_NAME, new BackendCpu(AgentProcess.APPLICATION_NAME));
    cpu.put(TextPoller.APPLICATION_NAME, new BackendCpu(TextPoller.APPLICATION_NAME));
    Optional<Path> psql = LibpqReader.program();
    if (psql.isPresent()) {
      connect(psql.get(), postgres, SCAN, LibpqReader.SCAN);
      connect(psql.get(), postgres, HOT_COLUMNS, LibpqReader.HOT_COLUMNS);
    }
  }

  private void connect(Path psql, EmbeddedPostgres postgres, String name, String query)
      throws IOException {
    floor.put(
        name,
        LibpqReader.connect(
            psql, postgres.host(), postgres.port(), postgres.superuser(), name, query));
    cpu.put(name, new BackendCpu(name));
  }

  /** Executes every {@code step}-th statement once an interval until enough polls were made. */
  Cost drive(int step, int polls) throws SQLException, IOException {
    Map<String, Long> before = sample();
    long firstPoll = counter.polls();
    long others = 0;
    int offset = 0;
    while (counter.polls() - firstPoll < polls) {
      long next = System.nanoTime() + interval.toNanos();
      statements.executeEvery(driver, offset++ % step, step);
      texts.poll();
      for (LibpqReader reader : floor.values()) {
        reader.poll();
      }
      others++;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    Map<String, Long> after = sample();
    return new Cost(
        millis(AgentProcess.APPLICATION_NAME, before, after, counter.polls() - firstPoll),
        millis(TextPoller.APPLICATION_NAME, before, after, others),
        millis(SCAN, before, after, others),
        millis(HOT_COLUMNS, before, after, others));
  }

  private Map<String, Long> sample() throws SQLException, IOException {
    Map<String, Long> nanos = new LinkedHashMap<>();
    for (Map.Entry<String, BackendCpu> one : cpu.entrySet()) {
      nanos.put(one.getKey(), one.getValue().sample(observer));
    }
    return nanos;
  }

  private static double millis(
      String name, Map<String, Long> before, Map<String, Long> after, long polls) {
    return after.containsKey(name)
        ? (after.get(name) - before.get(name)) / (double) polls / 1e6
        : Double.NaN;
  }

  @Override
  public void close() throws Exception {
    try (Closeables all = new Closeables()) {
      all.add(driver);
      all.add(observer);
      all.add(texts);
      floor.values().forEach(all::add);
    }
  }
}
