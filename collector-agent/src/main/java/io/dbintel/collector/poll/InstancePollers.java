package io.dbintel.collector.poll;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All instances of an agent: begun together, and ended together within a bounded time. */
public final class InstancePollers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InstancePollers.class);
  private static final int MAX_THREADS = 16;

  /** With what is sent afterwards it stays below the time that a service has to close. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(12);

  private final List<InstancePoller> pollers;
  private final Duration closeLimit;

  /** Of these instances. */
  public InstancePollers(List<InstancePoller> pollers) {
    this(pollers, CLOSE_LIMIT);
  }

  InstancePollers(List<InstancePoller> pollers, Duration closeLimit) {
    this.pollers = List.copyOf(pollers);
    this.closeLimit = closeLimit;
  }

  /** Begins with a poll of every collector of every instance. */
  public void start() {
    pollers.forEach(InstancePoller::start);
  }

  /**
   * Makes the last polls, as many at once as is reasonable. A database that hangs is not waited
   * for: what it still counts is read after the next start.
   */
  @Override
  public void close() {
    ExecutorService closing =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(MAX_THREADS, pollers.size())),
            run -> {
              Thread thread = new Thread(run, "dbintel-last-poll");
              thread.setDaemon(true);
              return thread;
            });
    pollers.forEach(poller -> closing.execute(poller::close));
    closing.shutdown();
    try {
      if (!closing.awaitTermination(closeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "Not all last polls were made within {} s; what they would have read is read after the"
                + " next start",
            closeLimit.toSeconds());
        closing.shutdownNow();
      }
    } catch (InterruptedException e) {
      closing.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
