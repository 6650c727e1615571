package io.dbintel.streams.operators.quality;

import java.util.concurrent.TimeUnit;

/**
 * A threshold that follows what is usual for an instance. The order is that of the stored values:
 * new ones go to the end.
 */
enum Threshold {
  /** How long a query of the agent reads, µs. */
  READ_TIME("max_read_time", "us") {
    @Override
    long configured(QualityConfig config) {
      return TimeUnit.MILLISECONDS.toMicros(config.maxReadTime().toMillis());
    }
  },
  /** How far the clocks of agent and database are apart, µs. */
  CLOCK_SKEW("max_clock_skew", "us") {
    @Override
    long configured(QualityConfig config) {
      return TimeUnit.MILLISECONDS.toMicros(config.maxClockSkew().toMillis());
    }
  },
  /** How far a record is behind the newest of its instance, ms. */
  LATENESS("late_after", "ms") {
    @Override
    long configured(QualityConfig config) {
      return config.lateAfter().toMillis();
    }
  },
  /** How often one statement is called, calls a second. */
  CALL_RATE("max_calls_per_second", "{call}/s") {
    @Override
    long configured(QualityConfig config) {
      return config.maxCallsPerSecond();
    }
  };

  private final String label;
  private final String unit;

  Threshold(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Its setting, in its unit. */
  abstract long configured(QualityConfig config);

  String label() {
    return label;
  }

  /** Unit of its values, UCUM. */
  String unit() {
    return unit;
  }
}
