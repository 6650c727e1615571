package io.dbintel.streams.operators.budget;

import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.ResultClass;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * What a tenant has spent in a month, and will have spent by its end at each level of reduction:
 * the month to date, and for each day that remains the exponentially smoothed daily spend.
 *
 * <p>Smoothed is what the instances offer, before anything is withheld, class by class: it does not
 * change when the level does, so that the forecast of a level is what it would cost from now on.
 * The method is simple exponential smoothing (Brown 1956; Hyndman and Athanasopoulos, Forecasting:
 * Principles and Practice, 3rd edition, section 8.1) with the parameter 0.2, a half-life of three
 * days. The day that has not ended enters with the part of the weight that has passed of it.
 *
 * @param month the month
 * @param written estimated bytes of the month to date; in shadow mode, of what would be written
 * @param withheld estimated bytes withheld in the month to date, in shadow mode not really
 * @param spent money of the month to date
 * @param atEnd money at the end of the month, by level
 */
@SuppressWarnings("ArrayRecordComponent")
record Forecast(
    YearMonth month, BilledBytes written, BilledBytes withheld, double spent, double[] atEnd) {
  private static final double SMOOTHING = 0.2;
  private static final double MIN_COVERED = 0.25;
  private static final double GIGABYTE = 1e9;
  private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

  /**
   * Looks ahead from a tenant's day.
   *
   * @param first time of the tenant's first increment, ms since the Unix epoch
   * @param days what was reported, by day
   */
  static Forecast of(
      TenantDay now,
      long first,
      SortedMap<Long, DayBytes> days,
      BudgetPlan plan,
      BudgetConfig config) {
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(now.day()));
    long end = month.plusMonths(1).atDay(1).toEpochDay();
    DayBytes sum = DayBytes.NONE;
    for (DayBytes day : days.subMap(month.atDay(1).toEpochDay(), end).values()) {
      sum = sum.plus(day);
    }
    BilledBytes written = sum.spent(config.shadow());
    double spent = 0;
    for (ResultClass kind : ResultClass.values()) {
      spent += money(written.of(kind), kind, plan, config);
    }
    double left = end - now.day() - now.passed();
    Reduction reduction = new Reduction(config.reductions());
    double[] atEnd = new double[Reduction.MAX + 1];
    for (int level = 0; level <= Reduction.MAX; level++) {
      atEnd[level] = spent;
      for (ResultClass kind : ResultClass.values()) {
        double daily = daily(kind, now, first, days) * reduction.kept(kind, level);
        atEnd[level] += left * money(daily, kind, plan, config);
      }
    }
    return new Forecast(month, written, sum.saved(config.shadow()), spent, atEnd);
  }

  /** Whether so many percent of the budget are spent. */
  boolean spends(int percent, BudgetPlan plan) {
    return spent * 100 >= plan.budget() * percent;
  }

  private static double money(
      double bytes, ResultClass kind, BudgetPlan plan, BudgetConfig config) {
    return bytes * config.calibration(kind) / GIGABYTE * plan.price();
  }

  /** Bytes a day that are offered of a class, smoothed; 0 until six hours were seen. */
  private static double daily(
      ResultClass kind, TenantDay now, long first, SortedMap<Long, DayBytes> days) {
    double today = offered(now.day(), kind, days);
    long day = first / DAY_MS;
    double missed = (double) (first - day * DAY_MS) / DAY_MS;
    if (day >= now.day()) {
      double covered = now.passed() - missed;
      return covered < MIN_COVERED ? 0 : today / covered;
    }
    if (1 - missed < MIN_COVERED) {
      day++;
      missed = 0;
    }
    if (day >= now.day()) {
      return now.passed() < MIN_COVERED ? 0 : today / now.passed();
    }
    double smoothed = offered(day, kind, days) / (1 - missed);
    for (day++; day < now.day(); day++) {
      smoothed += SMOOTHING * (offered(day, kind, days) - smoothed);
    }
    return Math.max(0, smoothed + SMOOTHING * (today - now.passed() * smoothed));
  }

  private static double offered(long day, ResultClass kind, SortedMap<Long, DayBytes> days) {
    return days.getOrDefault(day, DayBytes.NONE).offered().of(kind);
  }
}
