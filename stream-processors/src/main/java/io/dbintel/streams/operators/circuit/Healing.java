package io.dbintel.streams.operators.circuit;

import java.util.List;

/**
 * How far thresholds were raised because openings were not needed: the probes were good, and soon
 * after the same would have opened the circuit again. Failed polls and distress are never excused.
 *
 * @param adjustments how often thresholds are raised now
 * @param adjustedAt when that last changed, instance clock, ms
 * @param closedAt when the circuit last closed by itself; 0 for never
 */
record Healing(int adjustments, long adjustedAt, long closedAt) {
  static final Healing NONE = new Healing(0, 0, 0);

  static final String SLOW_POLLS = "slow_polls";
  static final String VOLUME = "record_volume";
  static final String PREDICTED = "predicted_load";

  /** Time without an opening after which one adjustment is taken back. */
  static final long CALM_MS = 86_400_000;

  private static final List<String> EXCUSABLE = List.of(SLOW_POLLS, VOLUME, PREDICTED);

  /** An opening so many breaks after the last closing comes soon. */
  private static final int SOON = 4;

  /** Whether an opening would be the second for nothing. */
  boolean excuses(String reason, String lastReason, long now, CircuitConfig config) {
    return adjustments < config.maxAdjustments()
        && EXCUSABLE.contains(reason)
        && reason.equals(lastReason)
        && closedAt > 0
        && now >= closedAt
        && now - closedAt <= SOON * config.breakDuration().toMillis();
  }

  Healing raised(long now) {
    return new Healing(adjustments + 1, now, closedAt);
  }

  Healing lowered(long now) {
    return new Healing(adjustments - 1, now, closedAt);
  }

  Healing closed(long now) {
    return new Healing(adjustments, now, now);
  }

  /** What thresholds are multiplied by. */
  double factor(CircuitConfig config) {
    double factor = 1;
    for (int i = 0; i < Math.min(adjustments, config.maxAdjustments()); i++) {
      factor *= config.adjustment();
    }
    return factor;
  }
}
