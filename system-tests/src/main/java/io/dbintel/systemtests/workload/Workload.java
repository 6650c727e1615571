package io.dbintel.systemtests.workload;

import java.util.Map;

/**
 * Drives a database with statements whose number of executions is known to the driver.
 *
 * <p>A workload runs as the role {@value #ROLE}, so that its rows of pg_stat_statements can be told
 * from those of everybody else.
 */
public interface Workload extends AutoCloseable {

  /** Role that executes the workload's statements and nothing else. */
  String ROLE = "shop";

  /** Password of {@link #ROLE}; the database is the proof's own and gone afterwards. */
  String PASSWORD = "shop";

  /** Name for the result line: {@code pgbench} or {@code built-in}. */
  String name();

  /** Starts or goes on executing statements in the background. */
  void resume();

  /** Returns when no statement is running and none will start before {@link #resume()}. */
  void pause();

  /** Executions that completed so far, by the marker each statement carries as a column alias. */
  Map<String, Long> executions();

  @Override
  void close();
}
