package io.dbintel.streams.operators.budget;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.util.concurrent.TimeUnit;

/**
 * The day at which a tenant is, by the days of its instances' clocks. It moves on by a day with the
 * first instance that does. It leaps when several increments in a row say so and none says
 * otherwise, so that one clock that is wrong does not end the tenant's month. It leaps back only
 * from a day that the raw log cannot reach: increments in a row of days before that are those of a
 * partition that stood still, as many as it missed, however long the others went on.
 *
 * @param day days since the Unix epoch
 * @param time greatest time of the day that was seen, ms since the Unix epoch
 * @param ahead increments in a row of days after the next one
 * @param behind increments in a row of days that the raw log of this day does not hold
 */
record TenantDay(long day, long time, int ahead, int behind) {
  /** After so many increments the tenant was silent for a while, and is back. */
  static final int AHEAD = 3;

  /** After so many, an hour of one instance, a clock that was ahead was put right. */
  static final int BEHIND = 60;

  /** Whole days that the raw log holds, and one for those that begin in the middle. */
  static final int LOG_DAYS = (int) TopicCatalogue.RAW.retention().toDays() + 1;

  private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

  static TenantDay first(long day, long timestamp) {
    return new TenantDay(day, within(day, timestamp), 0, 0);
  }

  /** After an increment of the day {@code other}, reported at {@code timestamp}. */
  TenantDay after(long other, long timestamp) {
    if (other == day) {
      return new TenantDay(day, Math.max(time, within(day, timestamp)), 0, 0);
    } else if (other == day + 1) {
      return first(other, timestamp);
    } else if (other > day) {
      return ahead + 1 >= AHEAD ? first(other, timestamp) : new TenantDay(day, time, ahead + 1, 0);
    } else if (other >= day - LOG_DAYS) {
      return new TenantDay(day, time, 0, 0);
    }
    return behind + 1 >= BEHIND ? first(other, timestamp) : new TenantDay(day, time, 0, behind + 1);
  }

  /** The time, or the end of the day that is nearer to it when it is of another day. */
  static long within(long day, long timestamp) {
    long start = day * DAY_MS;
    return Math.max(start, Math.min(timestamp, start + DAY_MS - 1));
  }

  /** How much of the day has passed, 0 to 1. */
  double passed() {
    return (double) (time - day * DAY_MS) / DAY_MS;
  }
}
