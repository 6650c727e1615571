package io.dbintel.benchmarks.agentcost;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The agent's distribution as a process of its own, and what it costs its host. */
final class AgentProcess implements AutoCloseable {

  static final String APPLICATION_NAME = "dbintel-agent";

  private final Process process;
  private final long startedNanos;

  private AgentProcess(Process process, long startedNanos) {
    this.process = process;
    this.startedNanos = startedNanos;
  }

  /**
   * Starts the agent.
   *
   * @param onlyStatements whether it reads statement counters and nothing else, so that what its
   *     backends cost is what these cost
   */
  static AgentProcess start(
      Path root,
      Path directory,
      String bootstrapServers,
      EmbeddedPostgres postgres,
      Duration poll,
      boolean onlyStatements)
      throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            """
            kafka:
              bootstrapServers: %s
            instances:
              - id: bench/statements
                system: postgresql
                host: %s
                port: %d
                user: dbintel
                password: dbintel
                collectors:
                  queryStats: { interval: %dms, allCountersEvery: 10, fullInterval: 10m }
                  sessions: { enabled: %s }
                  metrics: { enabled: %s }
            spool:
              directory: %s
            http:
              bindAddress: 127.0.0.1
              healthPort: %d
              metricsPort: %d
            """
                .formatted(
                    bootstrapServers,
                    postgres.host(),
                    postgres.port(),
                    poll.toMillis(),
                    !onlyStatements,
                    !onlyStatements,
                    directory.resolve("spool"),
                    FreePort.find(),
                    FreePort.find()));
    Path script = root.resolve("collector-agent/target/collector-agent/bin/dbintel-agent");
    long startedNanos = System.nanoTime();
    Process process =
        new ProcessBuilder(script.toString(), "run", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("agent.log").toFile())
            .start();
    return new AgentProcess(process, startedNanos);
  }

  /** Seconds from the start of the process to a moment of {@link System#nanoTime()}. */
  double secondsTo(long nanos) {
    return (nanos - startedNanos) / 1e9;
  }

  /** Resident memory, megabytes (10^6 bytes), from /proc/PID/status. */
  double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(proc("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024 / 1e6;
      }
    }
    throw new IOException("/proc/" + process.pid() + "/status has no VmRSS");
  }

  /** Share of one CPU used since the start. */
  double cpuShare() throws IOException {
    long nanos = process.info().totalCpuDuration().orElseThrow(IOException::new).toNanos();
    return (double) nanos / (System.nanoTime() - startedNanos);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }
}
