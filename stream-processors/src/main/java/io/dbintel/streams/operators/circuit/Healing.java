package io.dbintel.streams.operators.circuit;

import java.util.List;

/**
 * How far thresholds were raised because openings were not needed: the probes were good, and soon
 * after the same would have opened the circuit again. Signals are excused one by one, see {@link
 * Excuses}; failed polls never.
 *
 * @param adjustments how often thresholds are raised now
 * @param adjustedAt when that last changed, instance clock, ms
 * @param closedAt when the circuit last closed, if all of its probes were good; else 0
 */
record Healing(int adjustments, long adjustedAt, long closedAt) {
  static final Healing NONE = new Healing(0, 0, 0);

  static final String SLOW_POLLS = "slow_polls";
  static final String VOLUME = "record_volume";
  static final String PREDICTED = "predicted_load";
  static final String LOCK_QUEUE = "lock_queue";
  static final String PROBES_FAILED = "probes_failed";

  /** Time without an opening after which an adjustment is taken back, and after any an excuse. */
  static final long CALM_MS = 86_400_000;

  private static final List<String> EXCUSABLE = List.of(SLOW_POLLS, VOLUME, PREDICTED);

  /** Reasons that no signal has. */
  private static final List<String> OF_POLLS =
      List.of("", "error_rate", PROBES_FAILED, SLOW_POLLS, VOLUME, PREDICTED);

  /** An opening so many breaks after the last closing comes soon. */
  private static final int SOON = 4;

  /** Whether an opening would be the second for nothing. */
  boolean excuses(String reason, String lastReason, long now, CircuitConfig config) {
    return adjustments < config.maxAdjustments()
        && EXCUSABLE.contains(reason)
        && reason.equals(lastReason)
        && isSoon(now, config);
  }

  /** Whether a circuit is opened for the reason by a signal or the lock queue. */
  static boolean isSignal(String reason) {
    return !OF_POLLS.contains(reason);
  }

  /** Whether the circuit closed after good probes a short while ago. */
  boolean isSoon(long now, CircuitConfig config) {
    return closedAt > 0
        && now >= closedAt
        && now - closedAt <= SOON * config.breakDuration().toMillis();
  }

  /** This for a clock that was put back by {@code millis}. */
  Healing earlier(long millis) {
    return new Healing(
        adjustments, Math.max(0, adjustedAt - millis), Math.max(0, closedAt - millis));
  }

  Healing raised(long now) {
    return new Healing(adjustments + 1, now, closedAt);
  }

  Healing lowered(long now) {
    return new Healing(adjustments - 1, now, closedAt);
  }

  Healing closed(long now, boolean clean) {
    return new Healing(adjustments, now, clean ? now : 0);
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
