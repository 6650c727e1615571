package io.dbintel.collector.statements;

import java.time.Duration;

/**
 * Chooses how each statement poll reads. Full: the first, a new epoch or selection, after a failed
 * delivery, on command, at a graceful stop, and after the longest interval. Else all counters every
 * n-th poll, and filtered unless more than half of the rows changed last time. Used by one thread,
 * except {@link #deliveryFailed}.
 */
final class PollModes {

  private static final double WORTH_FILTERING = 0.5;

  private final int allCountersEvery;
  private final long fullIntervalMicros;
  private final double[] changedShare = {0, 0};

  private volatile boolean deliveryFailed;
  private ComparableEpoch epoch;
  private long fullPollsServed;
  private long lastFull;
  private int polls;

  PollModes(int allCountersEvery, Duration fullInterval) {
    this.allCountersEvery = allCountersEvery;
    this.fullIntervalMicros = fullInterval.toNanos() / 1_000;
  }

  /** What the processors and the moment ask for. */
  record Demand(long fullPollsWanted, boolean last, boolean spooling) {}

  /**
   * The mode of a poll.
   *
   * @param current counters and selection that the server shows now
   * @param clock database clock, microseconds
   * @param knownRows how many acknowledged rows there are to filter by
   */
  PollMode choose(ComparableEpoch current, long clock, Demand demand, int knownRows) {
    if (isFull(current, clock, demand)) {
      return new PollMode(true, true, false);
    }
    boolean allCounters = (polls + 1) % allCountersEvery == 0;
    boolean filtered = knownRows > 0 && changedShare[index(allCounters)] <= WORTH_FILTERING;
    return new PollMode(false, allCounters, filtered);
  }

  private boolean isFull(ComparableEpoch current, long clock, Demand demand) {
    return !current.equals(epoch)
        || (deliveryFailed && !demand.spooling())
        || demand.fullPollsWanted() > fullPollsServed
        || demand.last()
        || clock - lastFull >= fullIntervalMicros
        || clock < lastFull;
  }

  /** Whether what was acknowledged says nothing about the rows that the server shows now. */
  boolean isNewEpoch(ComparableEpoch current) {
    return !current.equals(epoch);
  }

  /**
   * Notes that a poll was handed over to be sent: one that was read and then lost was not made. A
   * full one is on its way, so that only a later failure asks for another.
   *
   * @param changed rows that were sent
   * @param total rows there were
   */
  void polled(
      PollMode mode, ComparableEpoch current, long clock, Demand demand, int changed, int total) {
    epoch = current;
    polls = mode.allCounters() ? 0 : polls + 1;
    if (mode.full()) {
      lastFull = clock;
      fullPollsServed = Math.max(fullPollsServed, demand.fullPollsWanted());
      deliveryFailed = false;
    } else {
      changedShare[index(mode.allCounters())] = total == 0 ? 0 : (double) changed / total;
    }
  }

  /** What a poll carried is not known to have arrived. */
  void deliveryFailed() {
    deliveryFailed = true;
  }

  private static int index(boolean allCounters) {
    return allCounters ? 1 : 0;
  }
}
