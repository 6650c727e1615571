package io.dbintel.streams.operators.circuit;

/**
 * A load and where it is going, by double exponential smoothing: C. C. Holt, Forecasting seasonals
 * and trends by exponentially weighted moving averages (1957), reprinted in the International
 * Journal of Forecasting 20 (2004).
 *
 * @param whole last value of what the load is divided by; 0 while it was not read
 * @param level smoothed value
 * @param trend smoothed growth from one reading to the next
 * @param readings how many there were, up to {@value #ENOUGH}
 * @param above readings in a row above the limit, up to {@value #TWICE}
 */
record LoadTrend(double whole, double level, double trend, int readings, int above) {
  static final LoadTrend NONE = new LoadTrend(0, 0, 0, 0, 0);

  /** One reading above a limit may be a chance. */
  static final int TWICE = 2;

  /** Readings after which a trend says something. */
  static final int ENOUGH = 5;

  private static final double ALPHA = 0.5;
  private static final double BETA = 0.3;

  /** A trend is believed once the load itself is near: this share of the limit. */
  private static final double NEAR = 0.8;

  LoadTrend of(double nextWhole) {
    return new LoadTrend(nextWhole, level, trend, readings, above);
  }

  /** This with one reading more. */
  LoadTrend plus(double value, double limit) {
    double nextLevel = readings == 0 ? value : ALPHA * value + (1 - ALPHA) * (level + trend);
    double nextTrend = readings == 0 ? 0 : BETA * (nextLevel - level) + (1 - BETA) * trend;
    return new LoadTrend(
        whole,
        nextLevel,
        nextTrend,
        Math.min(ENOUGH, readings + 1),
        value > limit ? Math.min(TWICE, above + 1) : 0);
  }

  /** The load that many readings ahead. */
  double forecast(int ahead) {
    return level + ahead * trend;
  }

  /** Whether the load is near its limit and passes it if it goes on growing. */
  boolean predicts(double limit, int ahead) {
    return ahead > 0
        && readings >= ENOUGH
        && trend > 0
        && level >= NEAR * limit
        && forecast(ahead) > limit;
  }
}
