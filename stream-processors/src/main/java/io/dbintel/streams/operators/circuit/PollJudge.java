package io.dbintel.streams.operators.circuit;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Says of a poll whether it failed or was slow, and of a window of polls whether it is too many.
 *
 * @param config of the instance
 * @param factor what thresholds of slowness and volume are multiplied by
 */
record PollJudge(CircuitConfig config, double factor) {
  private static final double MICROS_PER_MS = 1_000;

  /** Slow polls that may be a chance, however few polls there are. */
  private static final int CHANCE = 2;

  private static final String OTHER = "other";
  private static final int MAX_NAME = 32;

  /** Name under which the durations of a collector are kept. */
  static String collector(VerifiedRecord.Outcome outcome) {
    String name = outcome.collector().toString();
    return name.length() > MAX_NAME ? OTHER : name;
  }

  /** Timeout of a collector's polls, µs. */
  long timeout(PollDurations known) {
    long least = TimeUnit.MILLISECONDS.toMicros(config.minTimeout().toMillis());
    long most = TimeUnit.MILLISECONDS.toMicros(config.maxTimeout().toMillis());
    long usual = known == null ? 0 : known.percentile95();
    if (usual == 0) {
      return most;
    }
    double learned = usual * config.slowFactor() * factor;
    return Math.min(most, Math.max(least, (long) learned));
  }

  /** What a poll that was made counts as; {@link PollCounts#NONE} when it says nothing. */
  PollCounts counts(VerifiedRecord.Outcome outcome, PollDurations known) {
    boolean failed = outcome.status() == PollStatus.FAILED;
    String reason = outcome.reason() == null ? "" : outcome.reason().toString();
    if (failed && !config.isError(reason)) {
      return PollCounts.NONE;
    }
    boolean slow = outcome.durationNanos() / 1_000 > timeout(known);
    return new PollCounts(1, failed ? 1 : 0, slow ? 1 : 0, 0);
  }

  /**
   * Whether a probe counts against the database. What is longer than usual does not: only probes
   * can tell that a database has become slower for good.
   */
  boolean isBadProbe(VerifiedRecord.Outcome outcome, PollCounts counted) {
    boolean tooLong =
        outcome.durationNanos() > TimeUnit.MILLISECONDS.toNanos(config.maxTimeout().toMillis());
    return counted.errors() > 0 || (counted.outcomes() > 0 && tooLong);
  }

  /** Why the circuit is to open for these polls; null when it is not. */
  String verdict(PollCounts window) {
    if (window.outcomes() < config.minimumOutcomes()) {
      return null;
    }
    if (window.errors() >= config.errorShare() * window.outcomes() && window.errors() > 0) {
      return "error_rate";
    }
    boolean slow = window.slow() > config.slowShare() * window.outcomes();
    return slow && window.slow() > CHANCE ? Healing.SLOW_POLLS : null;
  }

  /** Whether so many bytes in half a window are too many. */
  boolean tooMuch(double bytes) {
    return bytes > volumeLimit();
  }

  /** Bytes in half a window above which they are too many. */
  double volumeLimit() {
    double minutes = (double) config.halfWindow() / TimeUnit.MINUTES.toMillis(1);
    return config.volumePerMinute().bytes() * minutes * factor;
  }

  /** The numbers behind a verdict about polls. */
  SortedMap<String, Double> evidence(
      PollCounts window, SortedMap<String, PollDurations> durations) {
    SortedMap<String, Double> evidence = new TreeMap<>();
    evidence.put("outcomes", (double) window.outcomes());
    evidence.put("errors", (double) window.errors());
    evidence.put("slow", (double) window.slow());
    durations.forEach(
        (collector, known) ->
            evidence.put("timeout_ms." + collector, timeout(known) / MICROS_PER_MS));
    return evidence;
  }

  /** Whether probes that failed are too many of all. */
  boolean refused(int failed, int probes) {
    return failed > 0 && failed >= config.errorShare() * probes;
  }
}
