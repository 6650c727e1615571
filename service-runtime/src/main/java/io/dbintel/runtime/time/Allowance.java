package io.dbintel.runtime.time;

import java.time.Duration;

/**
 * How often something may be done: a few times at once, and one more whenever a period has passed.
 * What was refused is counted. It reads no clock. Thread-safe.
 */
public final class Allowance {

  private final int most;
  private final long periodMicros;
  private long available;
  private long grantedUpTo = Long.MIN_VALUE;
  private long refused;

  /**
   * @param most times at once, at least 1
   * @param period after which one more is allowed, at least a microsecond
   */
  public Allowance(int most, Duration period) {
    if (most < 1 || period.toNanos() < 1_000) {
      throw new IllegalArgumentException(
          "an allowance of " + most + " per " + period + "; expected at least 1 per microsecond");
    }
    this.most = most;
    this.periodMicros = period.toNanos() / 1_000;
    this.available = most;
  }

  /**
   * Whether it may be done now.
   *
   * @param now microseconds of the caller's clock
   */
  public synchronized boolean take(long now) {
    if (grantedUpTo == Long.MIN_VALUE || now < grantedUpTo) {
      grantedUpTo = now;
    }
    long periods = (now - grantedUpTo) / periodMicros;
    available = Math.min(most, available + periods);
    grantedUpTo += periods * periodMicros;
    if (available == 0) {
      refused++;
      return false;
    }
    available--;
    return true;
  }

  /** How often it was refused since this was asked last. */
  public synchronized long takeRefused() {
    long count = refused;
    refused = 0;
    return count;
  }
}
