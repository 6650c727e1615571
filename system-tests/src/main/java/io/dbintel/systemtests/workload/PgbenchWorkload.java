package io.dbintel.systemtests.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A workload by pgbench: rounds of a fixed number of transactions, each with every shape once. */
public final class PgbenchWorkload implements Workload {

  private static final int CLIENTS = 4;
  private static final int TRANSACTIONS_PER_CLIENT = 25;
  private static final Pattern PROCESSED =
      Pattern.compile("number of transactions actually processed: (\\d+)");

  private final List<String> command;
  private final Gate gate = new Gate();
  private final AtomicLong rounds = new AtomicLong();
  private final Thread thread;
  private volatile RuntimeException failure;

  private PgbenchWorkload(Path pgbench, String host, int port, String database, Path script) {
    command =
        List.of(
            pgbench.toString(),
            "--no-vacuum",
            "--client=" + CLIENTS,
            "--transactions=" + TRANSACTIONS_PER_CLIENT,
            "--file=" + script,
            "--host=" + host,
            "--port=" + port,
            "--username=" + Workload.ROLE,
            database);
    thread = new Thread(this::run, "pgbench-rounds");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A workload against the given server.
   *
   * @param directory where the script is written
   * @return empty when pgbench is not on PATH
   */
  public static Optional<Workload> find(String host, int port, String database, Path directory) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry, "pgbench"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(pgbench -> new PgbenchWorkload(pgbench, host, port, database, script(directory)));
  }

  @Override
  public String name() {
    return "pgbench";
  }

  @Override
  public void resume() {
    gate.open();
  }

  @Override
  public void pause() {
    gate.close();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Map<String, Long> executions() {
    long perShape = rounds.get() * CLIENTS * TRANSACTIONS_PER_CLIENT;
    Map<String, Long> executions = new HashMap<>();
    StatementShapes.byMarker().keySet().forEach(marker -> executions.put(marker, perShape));
    return executions;
  }

  @Override
  public void close() {
    gate.closeForGood();
    thread.interrupt();
  }

  private void run() {
    while (failure == null && gate.enter()) {
      try {
        runRound();
        rounds.incrementAndGet();
      } catch (IOException e) {
        failure = new UncheckedIOException("pgbench could not be run", e);
      } catch (InterruptedException e) {
        gate.closeForGood();
      } finally {
        gate.leave();
      }
    }
  }

  private void runRound() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", Workload.PASSWORD);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    Matcher processed = PROCESSED.matcher(output);
    int expected = CLIENTS * TRANSACTIONS_PER_CLIENT;
    if (exit != 0 || !processed.find() || Integer.parseInt(processed.group(1)) != expected) {
      throw new IOException(
          "pgbench ended with exit code "
              + exit
              + " and not with "
              + expected
              + " transactions; it said: "
              + output.strip());
    }
  }

  private static Path script(Path directory) {
    List<String> lines = new ArrayList<>();
    StatementShapes.byMarker().values().forEach(sql -> lines.add(sql + ";"));
    try {
      return Files.write(directory.resolve("workload.sql"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pgbench script under " + directory, e);
    }
  }
}
