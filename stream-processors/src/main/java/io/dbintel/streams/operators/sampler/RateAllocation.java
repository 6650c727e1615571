package io.dbintel.streams.operators.sampler;

/**
 * Divides a budget of records among strata. Each stratum begins with its configured rate. Where
 * that is more than the budget, rates go down in proportion to the value of a row of the stratum,
 * its share of the database time over its share of the rows, and no rate goes above the configured
 * one: {@code rate = configured * min(1, f * value)} with the greatest {@code f} that the budget
 * allows.
 *
 * <p>That is stratified sampling with an allocation in proportion to size, the size of a row being
 * the time it stands for (W. G. Cochran, Sampling Techniques, 3rd edition, 1977, chapters 5 and
 * 9A), with strata taken in full where their share exceeds them, as in section 5.8 there. That
 * rates follow a moving average of each stratum's rows is the method of Honeycomb's dynsampler-go
 * ({@code EMASampleRate}).
 */
final class RateAllocation {
  /** So that what takes no time to speak of is still seen now and then. */
  private static final double LEAST_VALUE = 0.01;

  private RateAllocation() {}

  /**
   * The rates.
   *
   * @param configured rate of each stratum, 0 to 1
   * @param rows expected rows of each stratum
   * @param time database time that they stand for
   * @param budget how many rows may be kept
   */
  static double[] rates(double[] configured, double[] rows, double[] time, double budget) {
    double[] value = values(rows, time);
    boolean[] full = new boolean[rows.length];
    double left = budget;
    double factor = factor(configured, rows, value, full, left);
    for (int found = markFull(value, factor, full); found > 0; ) {
      left = budget;
      for (int i = 0; i < rows.length; i++) {
        left -= full[i] ? rows[i] * configured[i] : 0;
      }
      factor = factor(configured, rows, value, full, left);
      found = markFull(value, factor, full);
    }
    double[] rates = configured.clone();
    for (int i = 0; i < rates.length; i++) {
      rates[i] *= full[i] ? 1 : Math.max(0, Math.min(1, factor * value[i]));
    }
    return rates;
  }

  private static double[] values(double[] rows, double[] time) {
    double allRows = sum(rows);
    double allTime = sum(time);
    double[] values = new double[rows.length];
    for (int i = 0; i < values.length; i++) {
      double value = rows[i] == 0 || allTime == 0 ? 1 : (time[i] / allTime) / (rows[i] / allRows);
      values[i] = Math.max(LEAST_VALUE, value);
    }
    return values;
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** The factor with which the strata that are not taken in full need what is left. */
  private static double factor(
      double[] configured, double[] rows, double[] value, boolean[] full, double left) {
    double needed = 0;
    for (int i = 0; i < rows.length; i++) {
      needed += full[i] ? 0 : rows[i] * configured[i] * value[i];
    }
    return needed == 0 ? Double.POSITIVE_INFINITY : Math.max(0, left) / needed;
  }

  /** Marks the strata of which no more can be taken; returns how many were found. */
  private static int markFull(double[] value, double factor, boolean[] full) {
    int found = 0;
    for (int i = 0; i < full.length; i++) {
      if (!full[i] && factor * value[i] >= 1) {
        full[i] = true;
        found++;
      }
    }
    return found;
  }
}
