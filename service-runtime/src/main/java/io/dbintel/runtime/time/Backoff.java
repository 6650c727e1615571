package io.dbintel.runtime.time;

import java.time.Duration;

/**
 * Exponential back-off: the delay after a failure doubles with every failure in a row, from an
 * initial delay up to a maximum. It reads no clock and never waits.
 *
 * <p>Two ways to use it: {@link #delayAfter} for a caller that counts its failures and waits by
 * itself; {@link #tryEnter}, {@link #failed} and {@link #succeeded} for callers that share a
 * resource, of which only one may try at a time while it fails. Thread-safe.
 */
public final class Backoff {

  private static final long NANOS_PER_MICRO = 1_000;

  private final long initialNanos;
  private final long maxNanos;

  private int failures;
  private long notBefore = Long.MIN_VALUE;

  /**
   * @param initial delay after the first failure, more than zero
   * @param max longest delay, at least the initial one
   * @throws IllegalArgumentException when one of them is out of its range
   */
  public Backoff(Duration initial, Duration max) {
    if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
      throw new IllegalArgumentException(
          "back-off from "
              + initial
              + " to "
              + max
              + "; expected 0 < initial <= max, so raise the one that is too small");
    }
    this.initialNanos = initial.toNanos();
    this.maxNanos = max.toNanos();
  }

  /**
   * The delay after a number of failures in a row.
   *
   * @param failuresInARow at least 1
   */
  public Duration delayAfter(int failuresInARow) {
    if (failuresInARow < 1) {
      throw new IllegalArgumentException(
          "a delay after " + failuresInARow + " failures; expected at least 1");
    }
    int doublings = Math.min(failuresInARow - 1, Long.SIZE - 1);
    boolean capped = initialNanos > maxNanos >> doublings;
    return Duration.ofNanos(capped ? maxNanos : initialNanos << doublings);
  }

  /** The delay that the next failure brings. */
  public synchronized Duration nextDelay() {
    return delayAfter(failures == Integer.MAX_VALUE ? failures : failures + 1);
  }

  /**
   * Whether to try now. After a failure only one caller is let through; it keeps the others off for
   * another delay, or until it reports how its attempt ended.
   *
   * @param now microseconds of the caller's clock
   */
  public synchronized boolean tryEnter(long now) {
    if (now < notBefore) {
      return false;
    }
    if (failures > 0) {
      notBefore = now + micros(delayAfter(failures));
    }
    return true;
  }

  /**
   * Reports a failed attempt.
   *
   * @param now microseconds of the caller's clock
   * @return how long to leave the resource alone
   */
  public synchronized Duration failed(long now) {
    Duration delay = nextDelay();
    failures = failures == Integer.MAX_VALUE ? failures : failures + 1;
    notBefore = now + micros(delay);
    return delay;
  }

  /** Reports a successful attempt: everybody may try, and the next failure is the first again. */
  public synchronized void succeeded() {
    failures = 0;
    notBefore = Long.MIN_VALUE;
  }

  /** Whether the last attempt that ended had failed. */
  public synchronized boolean isFailing() {
    return failures > 0;
  }

  private static long micros(Duration delay) {
    return delay.toNanos() / NANOS_PER_MICRO;
  }
}
