package io.dbintel.collector.poll;

import java.time.Duration;

/**
 * How long to leave something alone after failures: doubling from one second to a minute. While it
 * has failed, one caller at a time is let through to try. Thread-safe; time is the caller's, in
 * microseconds.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(1);

  private long delay;
  private long notBefore = Long.MIN_VALUE;

  /** Whether to try now; a yes after a failure holds others off meanwhile. */
  synchronized boolean tryEnter(long now) {
    if (now < notBefore) {
      return false;
    }
    if (delay > 0) {
      notBefore = now + delay;
    }
    return true;
  }

  synchronized void failed(long now) {
    delay = delay == 0 ? micros(FIRST) : Math.min(micros(LONGEST), delay * 2);
    notBefore = now + delay;
  }

  synchronized void succeeded() {
    delay = 0;
    notBefore = Long.MIN_VALUE;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
