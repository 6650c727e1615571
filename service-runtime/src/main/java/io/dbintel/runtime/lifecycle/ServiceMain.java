package io.dbintel.runtime.lifecycle;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/**
 * Runs a service as a process: start, wait for SIGTERM or Ctrl-C, close within a bounded time, exit
 * code. Errors are one clear message on standard error; the stack trace is in the log at debug.
 */
public final class ServiceMain {

  /** Exit code: stopped as requested. */
  public static final int STOPPED = 0;

  /** Exit code: could not start, or failed while running or closing. */
  public static final int FAILED = 1;

  /** Exit code: the configuration is unusable; restarting will not help. */
  public static final int BAD_CONFIGURATION = 2;

  /** Time to close after a signal; below Kubernetes' default grace period of 30 s. */
  static final Duration CLOSE_LIMIT = Duration.ofSeconds(25);

  private ServiceMain() {}

  /**
   * Creates, starts and runs the service until it stops; returns the exit code. After a signal the
   * process ends with that code by itself, so a caller just does {@code System.exit(run(…))}.
   *
   * @param name the service's name, for messages
   * @param factory reads the configuration and creates the service; a {@code ConfigException} gives
   *     exit code 2
   */
  public static int run(String name, Callable<? extends Service> factory) {
    return run(name, factory, System.err, Runtime.getRuntime()::halt);
  }

  static int run(
      String name, Callable<? extends Service> factory, PrintStream errors, IntConsumer halt) {
    ServiceRun run = new ServiceRun(name, errors, CLOSE_LIMIT);
    Thread onSignal = new Thread(() -> halt.accept(run.stop()), "dbintel-shutdown");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return run.execute(factory);
    } finally {
      removeHook(onSignal);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is running: it ends the process with the code of this run
    }
  }
}
