package io.dbintel.systemtests.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A workload over JDBC that also remembers when each execution ran, so that the executions inside a
 * time interval can be counted.
 *
 * <p>A connection that the server closes (a restart, a crash) is opened again. An execution that
 * ended in an error counts as {@link #unconfirmed()}: the server may or may not have counted it.
 */
public final class BuiltInWorkload implements Workload {

  private final String jdbcUrl;
  private final Gate gate = new Gate();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, AtomicLong> executions = new ConcurrentHashMap<>();
  private final ExecutionLog log = new ExecutionLog();
  private final AtomicLong unconfirmed = new AtomicLong();

  /**
   * @param jdbcUrl database to connect to, without user
   * @param clients number of connections
   */
  public BuiltInWorkload(String jdbcUrl, int clients) {
    this.jdbcUrl = jdbcUrl;
    StatementShapes.byMarker().keySet().forEach(m -> executions.put(m, new AtomicLong()));
    for (int client = 0; client < clients; client++) {
      Thread thread = new Thread(this::execute, "workload-" + client);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public String name() {
    return "built-in";
  }

  @Override
  public void resume() {
    gate.open();
  }

  @Override
  public void pause() {
    gate.close();
  }

  @Override
  public Map<String, Long> executions() {
    Map<String, Long> copy = new HashMap<>();
    executions.forEach((marker, count) -> copy.put(marker, count.get()));
    return copy;
  }

  /** Executions that ended in an error. */
  public long unconfirmed() {
    return unconfirmed.get();
  }

  /** Executions of which any moment lies within [from, to], microseconds since the epoch. */
  public long executionsTouching(long fromMicros, long toMicros) {
    return log.touching(fromMicros, toMicros);
  }

  @Override
  public void close() {
    gate.closeForGood();
    threads.forEach(Thread::interrupt);
  }

  private void execute() {
    while (gate.enter()) {
      try (Connection connection =
          DriverManager.getConnection(jdbcUrl, Workload.ROLE, Workload.PASSWORD)) {
        gate.leave();
        executeRounds(connection);
        return;
      } catch (SQLException e) {
        unconfirmed.incrementAndGet();
        gate.leave();
      }
    }
  }

  /** Returns when the gate was closed for good; throws, inside the gate, when the server did. */
  private void executeRounds(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      while (gate.enter()) {
        for (Map.Entry<String, String> shape : StatementShapes.byMarker().entrySet()) {
          long start = ExecutionLog.nowMicros();
          statement.execute(shape.getValue());
          executions.get(shape.getKey()).incrementAndGet();
          log.record(start, ExecutionLog.nowMicros());
        }
        gate.leave();
      }
    }
  }
}
