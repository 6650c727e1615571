package io.dbintel.streams.runtime;

import io.dbintel.runtime.time.Backoff;
import io.dbintel.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a stream thread that ended is replaced: it is when the cause is one that passes,
 * such as a broker that was away for longer than a client waits. Between two replacements it waits,
 * longer each time; after some hours of them it gives up. Thread-safe.
 */
public final class ThreadRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadRecovery.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final int MAX_IN_A_ROW = 1_000;
  private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private int failures;
  private long lastFailure;
  private String problem = "";

  /** Whether sending again, or beginning anew, can succeed. */
  public static boolean passes(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof TransactionAbortedException
          || cause instanceof RegistryUnavailableException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether to replace the thread that {@code thrown} ended; waits before it says so.
   *
   * @param description what ended it, for people
   */
  public boolean replaces(Throwable thrown, String description) {
    if (!passes(thrown)) {
      return false;
    }
    Duration delay;
    synchronized (this) {
      long now = System.nanoTime();
      failures = now - lastFailure > CALM_NANOS ? 1 : failures + 1;
      lastFailure = now;
      if (failures > MAX_IN_A_ROW) {
        return false;
      }
      delay = BACKOFF.delayAfter(failures);
      problem = "restarted " + failures + " times: " + description;
      if (failures == 1) {
        LOG.warn("A stream thread ended and is replaced: {}", description);
      }
    }
    try {
      return !stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What ended the last thread, while that is not long ago; else empty. */
  synchronized String problem() {
    return System.nanoTime() - lastFailure > CALM_NANOS ? "" : problem;
  }

  /** Ends the waiting: nothing is replaced any more. */
  public void stop() {
    stopping.countDown();
  }
}
