package io.dbintel.streams.operators.budget;

import java.util.SortedMap;

/**
 * What is remembered of a tenant's spend.
 *
 * @param now the day at which the tenant is
 * @param first time of its first increment, ms since the Unix epoch
 * @param days what was reported, by day
 * @param ordered the last order to its instances
 * @param told what was told of the budget
 */
record SpendState(
    TenantDay now, long first, SortedMap<Long, DayBytes> days, Ordered ordered, Told told) {

  /**
   * The last order to the tenant's instances.
   *
   * @param level level of reduction
   * @param number number of the order; 0 before the first
   * @param time when it was sent, ms since the Unix epoch
   * @param obeyed whether an instance said that it obeys it
   */
  record Ordered(int level, long number, long time, boolean obeyed) {
    static final Ordered NOTHING = new Ordered(Reduction.NONE, 0, 0, true);

    /** This after an instance said that it obeys the order {@code other}. */
    Ordered after(long other) {
      return new Ordered(level, number, time, obeyed || other >= number);
    }
  }

  /**
   * What was decided and told last.
   *
   * @param decided time of the last decision, ms since the Unix epoch
   * @param reported time of the last report of the state, ms; 0 before the first
   * @param month the month that {@code threshold} is of, months since January of the year 0
   * @param threshold highest share of the budget, in percent, that was told to be spent
   * @param events budget events emitted so far
   */
  record Told(long decided, long reported, long month, int threshold, long events) {}

  SpendState with(Ordered order) {
    return new SpendState(now, first, days, order, told);
  }

  SpendState with(Told last) {
    return new SpendState(now, first, days, ordered, last);
  }
}
