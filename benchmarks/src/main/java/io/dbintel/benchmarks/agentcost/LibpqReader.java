package io.dbintel.benchmarks.agentcost;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One query, read again and again by psql, which reads by libpq: what a read costs the server when
 * nothing is done with it. The rows end in {@code /dev/null}.
 */
final class LibpqReader implements AutoCloseable {

  /** Every row is found and counted, no column of it is sent: nobody who reads them costs less. */
  static final String SCAN = "SELECT count(*) FROM pg_stat_statements(false)";

  /** The columns that the agent reads in every poll, of every row. */
  static final String HOT_COLUMNS =
      "SELECT dbid, userid, queryid, toplevel, stats_since, calls, nullif(plans, 0), rows,"
          + " total_exec_time, nullif(total_plan_time, 0), shared_blks_hit,"
          + " nullif(shared_blks_read, 0) FROM pg_stat_statements(false)";

  private static final String DONE = "read";

  private final Process psql;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final String query;

  private LibpqReader(Process psql, String query) {
    this.psql = psql;
    this.query = query;
    this.commands = psql.outputWriter(StandardCharsets.UTF_8);
    this.answers = psql.inputReader(StandardCharsets.UTF_8);
  }

  /** The program psql; empty when it is not on PATH. */
  static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry, "psql"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Connects.
   *
   * @param program psql
   * @param applicationName by which {@link BackendCpu} finds the backend
   */
  static LibpqReader connect(
      Path program, String host, int port, String user, String applicationName, String query)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--host=" + host,
                "--port=" + port,
                "--username=" + user,
                "--dbname=postgres"));
    builder.environment().put("PGAPPNAME", applicationName);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    LibpqReader reader = new LibpqReader(builder.start(), query);
    reader.poll();
    return reader;
  }

  /**
   * Reads once.
   *
   * @throws IllegalStateException when psql ended
   */
  void poll() throws IOException {
    commands.write("\\o /dev/null\n" + query + ";\n\\o\n\\echo " + DONE + "\n");
    commands.flush();
    for (String line = answers.readLine(); !DONE.equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IllegalStateException("psql ended while it read; see its message above");
      }
    }
  }

  @Override
  public void close() {
    psql.destroy();
  }
}
