package io.dbintel.collector.poll;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that polls run on. Instances that cannot be reached have few threads of their own: an
 * attempt may take seconds, and many of them must not keep the others waiting. Thread-safe.
 */
public final class PollThreads implements AutoCloseable {

  private static final int PER_INSTANCE = 2;
  private static final int MAX = 32;
  private static final int MAX_UNREACHABLE = 8;

  private final ScheduledThreadPoolExecutor reachable;
  private final ScheduledThreadPoolExecutor unreachable;

  private PollThreads(int reachableThreads, int unreachableThreads) {
    this.reachable = executor("dbintel-poll", reachableThreads);
    this.unreachable = executor("dbintel-poll-unreachable", unreachableThreads);
  }

  /** Threads for so many instances; they are started when they are needed. */
  public static PollThreads of(int instances) {
    return new PollThreads(
        Math.min(MAX, instances * PER_INSTANCE), Math.min(MAX_UNREACHABLE, instances));
  }

  private static ScheduledThreadPoolExecutor executor(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            Math.max(1, threads),
            run -> {
              Thread thread = new Thread(run, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /**
   * Runs it once after a delay; does nothing once this is closed.
   *
   * @param ofUnreachable whether its instance could not be reached last
   */
  void schedule(Runnable run, long delayMicros, boolean ofUnreachable) {
    ScheduledThreadPoolExecutor executor = ofUnreachable ? unreachable : reachable;
    if (!executor.isShutdown()) {
      executor.schedule(run, delayMicros, TimeUnit.MICROSECONDS);
    }
  }

  /** Interrupts what runs; nothing begins any more. */
  @Override
  public void close() {
    reachable.shutdownNow();
    unreachable.shutdownNow();
  }
}
