package io.dbintel.collector.plans;

import java.time.Duration;

/**
 * What plans may cost an instance: so many, and so much of the database's time, in an hour. What is
 * not used in ten minutes is lost. Times are those of a clock that is never put right, in
 * nanoseconds. Used by one thread.
 */
final class PlanBudget {

  private static final double HOUR = Duration.ofHours(1).toNanos();
  private static final double SAVED = 1.0 / 6;

  private final double maxPlans;
  private final double maxNanos;
  private double plans;
  private double nanos;
  private long filledAt;

  PlanBudget(int plansPerHour, Duration timePerHour, long now) {
    this.maxPlans = plansPerHour;
    this.maxNanos = timePerHour.toNanos();
    this.plans = Math.max(1, maxPlans * SAVED);
    this.nanos = maxNanos * SAVED;
    this.filledAt = now;
  }

  /** How many plans may be asked for now; each may turn out too dear for the next. */
  int available(long now) {
    double hours = (now - filledAt) / HOUR;
    filledAt = now;
    plans = Math.min(Math.max(1, maxPlans * SAVED), plans + hours * maxPlans);
    nanos = Math.min(maxNanos * SAVED, nanos + hours * maxNanos);
    return nanos <= 0 ? 0 : (int) plans;
  }

  /** Takes off a plan that took the database some time. */
  void spend(long took) {
    plans--;
    nanos -= took;
  }
}
