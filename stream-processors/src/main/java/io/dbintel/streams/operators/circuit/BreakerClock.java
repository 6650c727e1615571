package io.dbintel.streams.operators.circuit;

/**
 * The clock of an instance's circuit: the greatest timestamp of its records, but never ahead of the
 * instance clock, and put back when the agents' outcomes agree on an earlier time. The instance
 * clock believes a leap of up to a week at once and is not put back; all that comes for days would
 * be late for the breaker.
 *
 * @param now ms; 0 while it was never set
 * @param claimed timestamp of the last outcome, if it was late; else 0
 * @param claims late outcomes in a row, each later than the one before
 */
record BreakerClock(long now, long claimed, int claims) {
  static final BreakerClock NONE = new BreakerClock(0, 0, 0);

  /** Outcomes in a row that put the clock back. */
  private static final int CLAIMS = 5;

  static BreakerClock begin(long now) {
    return new BreakerClock(now, 0, 0);
  }

  /** This where no record of the instance moves it. */
  BreakerClock within(long instanceClock) {
    return new BreakerClock(
        now == 0 ? instanceClock : Math.min(now, instanceClock), claimed, claims);
  }

  /**
   * This after a record of the instance.
   *
   * @param isOutcome whether it is the outcome of a poll
   * @param window age, ms, above which records are late
   */
  BreakerClock next(long timestamp, long instanceClock, boolean isOutcome, long window) {
    long next = within(instanceClock).now();
    next = Math.min(instanceClock, Math.max(next, timestamp));
    if (!isOutcome) {
      return new BreakerClock(next, claimed, claims);
    }
    if (next - timestamp <= window) {
      return begin(next);
    }
    int inARow = timestamp > claimed ? claims + 1 : 1;
    return inARow < CLAIMS ? new BreakerClock(next, timestamp, inARow) : begin(timestamp);
  }
}
