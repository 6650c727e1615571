package io.dbintel.collector.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Due times of one collector: multiples of its interval, whatever a poll takes. Pure. */
final class PollSchedule {

  /** After a longer gap (a suspended machine) the schedule starts again. */
  private static final int MAX_MISSED = 60;

  private PollSchedule() {}

  /**
   * The due time after a poll, and those that passed while it ran.
   *
   * @param due next due time, microseconds
   * @param missed due times that nobody served
   */
  record Next(long due, List<Long> missed) {}

  /** Microseconds between due times. */
  static long step(Duration interval, double factor) {
    return Math.max(1_000, Math.round(interval.toNanos() / 1_000.0 * factor));
  }

  /**
   * @param due when the last poll was due, microseconds
   * @param now when it ended, same clock
   * @param factor what the processors stretch the interval by
   */
  static Next after(long due, long now, Duration interval, double factor) {
    long step = step(interval, factor);
    if (due - now > step) {
      // the time of day has stepped back: it is not waited for until it comes again
      return new Next(now + step, List.of());
    }
    List<Long> missed = new ArrayList<>();
    long next = due + step;
    while (next + step <= now && missed.size() < MAX_MISSED) {
      missed.add(next);
      next += step;
    }
    return new Next(next + step <= now ? now : next, missed);
  }
}
