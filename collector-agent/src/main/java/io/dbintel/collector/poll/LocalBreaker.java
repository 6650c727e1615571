package io.dbintel.collector.poll;

import io.dbintel.collector.config.LocalBreakerConfig;
import io.dbintel.collector.system.PollFailure;
import java.util.concurrent.TimeUnit;

/**
 * Lets one instance rest, over all its collectors, when polls failed or were slow in a row; then a
 * few probes decide whether polling goes on. It decides only while the agent is alone, which is
 * when no control document can tell it what to do. Reads no clock. Thread-safe.
 */
final class LocalBreaker {

  /** A defect of the agent says nothing about the database. */
  private static final String INTERNAL = "internal";

  private final LocalBreakerConfig config;
  private int badInARow;
  private boolean resting;
  private long restUntil;
  private int probesMade;
  private int probesEnded;
  private boolean probeFailed;

  LocalBreaker(LocalBreakerConfig config) {
    this.config = config;
  }

  /**
   * Whether a poll would be let through; takes no probe.
   *
   * @param now microseconds of a clock that never steps
   * @param alone whether no control document can tell the agent what to do
   */
  synchronized boolean admits(long now, boolean alone) {
    return !alone || !resting || (now >= restUntil && probesMade < config.probes());
  }

  /** Whether the caller may poll now; a yes may take one of the probes. */
  synchronized boolean enter(long now, boolean alone) {
    if (!alone) {
      resting = false;
      return true;
    }
    if (!admits(now, true)) {
      return false;
    }
    probesMade += resting ? 1 : 0;
    return true;
  }

  /** Reports a poll that took {@code nanos}. */
  synchronized void succeeded(long nanos, long now, boolean alone) {
    ended(nanos > config.slowPoll().toNanos(), now, alone);
  }

  /** Reports a poll that failed. */
  synchronized void failed(PollFailure failure, long now, boolean alone) {
    ended(!failure.reason().equals(INTERNAL), now, alone);
  }

  private void ended(boolean bad, long now, boolean alone) {
    if (!resting) {
      badInARow = bad ? badInARow + 1 : 0;
      if (alone && badInARow >= config.failures()) {
        rest(now);
      }
    } else if (probesEnded < probesMade) {
      probesEnded++;
      probeFailed |= bad;
      if (probesEnded == config.probes()) {
        concludeProbes(now);
      }
    }
  }

  private void concludeProbes(long now) {
    if (probeFailed) {
      rest(now);
    } else {
      resting = false;
      badInARow = 0;
    }
  }

  private void rest(long now) {
    resting = true;
    restUntil = now + TimeUnit.NANOSECONDS.toMicros(config.rest().toNanos());
    probesMade = 0;
    probesEnded = 0;
    probeFailed = false;
  }

  /** Whether the instance rests, or is being probed. */
  synchronized boolean isResting() {
    return resting;
  }

  /** What it does, for people. */
  String explanation() {
    return config.failures()
        + " polls in a row failed or were slow while the processors cannot be heard; polling rests"
        + " for "
        + config.rest().toSeconds()
        + " s, then "
        + config.probes()
        + " probes decide";
  }
}
