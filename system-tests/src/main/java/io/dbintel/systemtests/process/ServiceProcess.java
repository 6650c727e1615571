package io.dbintel.systemtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One service running as a process of its own, which can be stopped politely or killed. */
public final class ServiceProcess implements AutoCloseable {

  private static final long STOP_SECONDS = 30;

  private final String name;
  private final List<String> command;
  private final Path log;
  private Process process;

  /**
   * @param name name for messages and the log file
   * @param command what to run; the script must exec the JVM, so that a signal reaches it
   * @param directory where the log file is kept
   */
  public ServiceProcess(String name, List<String> command, Path directory) {
    this.name = name;
    this.command = command;
    this.log = directory.resolve(name + ".log");
  }

  /** Starts the process; its output is appended to the log file. */
  public ServiceProcess start() {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command.get(0), e);
    }
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /**
   * SIGTERM, and SIGKILL when that has not helped within {@value #STOP_SECONDS} seconds.
   *
   * @return the exit code
   */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    return await();
  }

  /** Operating-system process id. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * @throws IllegalStateException with the end of its log when the process has ended by itself
   */
  public void requireAlive() {
    if (!isAlive()) {
      throw new IllegalStateException(
          name
              + " ended by itself with exit code "
              + process.exitValue()
              + "; its log ends:\n"
              + logTail());
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      stop();
    }
  }

  private int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(log " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
