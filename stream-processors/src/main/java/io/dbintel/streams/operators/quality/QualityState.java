package io.dbintel.streams.operators.quality;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hour that is being judged.
 *
 * @param hour hours since the Unix epoch, instance clock
 * @param connections how many the server's metrics said it may have; 0 when they did not yet
 * @param checked facts by {@link FactKind}
 * @param reasons facts that are not plausible by {@link Reason}
 * @param tuning thresholds that follow what is usual
 */
@SuppressWarnings("ArrayRecordComponent")
record QualityState(long hour, long connections, long[] checked, long[] reasons, Tuning tuning) {

  static QualityState begin(long hour, long connections) {
    return new QualityState(
        hour,
        connections,
        new long[FactKind.values().length],
        new long[Reason.values().length],
        Tuning.none());
  }

  /** The hour that begins after this one. */
  QualityState next(long nextHour, Tuning tuned) {
    QualityState next = begin(nextHour, connections);
    return next.withTuning(tuned);
  }

  QualityState withTuning(Tuning tuned) {
    return new QualityState(hour, connections, checked, reasons, tuned);
  }

  /** A copy whose counts may be changed. */
  QualityState copy() {
    return new QualityState(hour, connections, checked.clone(), reasons.clone(), tuning.copy());
  }

  QualityState withConnections(long count) {
    return new QualityState(hour, count, checked, reasons, tuning);
  }

  /** Counts facts that were checked. */
  void check(FactKind kind, long count) {
    checked[kind.ordinal()] += count;
  }

  /** Counts facts that were checked and are not plausible. */
  void flag(Reason reason, long count) {
    reasons[reason.ordinal()] += count;
  }

  SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (FactKind kind : FactKind.values()) {
      counts.put(kind.label(), checked[kind.ordinal()]);
    }
    return counts;
  }

  SortedMap<String, Long> flagged() {
    SortedMap<String, Long> flagged = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      flagged.put(reason.label(), reasons[reason.ordinal()]);
    }
    return flagged;
  }

  /** Share of plausible facts, 0 to 1, of each kind of which there were any. */
  SortedMap<String, Double> shares() {
    SortedMap<String, Double> shares = new TreeMap<>();
    for (FactKind kind : FactKind.values()) {
      if (checked[kind.ordinal()] > 0) {
        shares.put(kind.label(), share(kind));
      }
    }
    return shares;
  }

  /** Mean of the shares, so that no kind counts less because it has fewer facts; 1 without any. */
  double score() {
    double sum = 0;
    int kinds = 0;
    for (FactKind kind : FactKind.values()) {
      if (checked[kind.ordinal()] > 0) {
        sum += share(kind);
        kinds++;
      }
    }
    return kinds == 0 ? 1 : sum / kinds;
  }

  private double share(FactKind kind) {
    long all = checked[kind.ordinal()];
    long good = all;
    for (Reason reason : Reason.values()) {
      good -= reason.kind() == kind ? reasons[reason.ordinal()] : 0;
    }
    return (double) good / all;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof QualityState other
        && hour == other.hour
        && connections == other.connections
        && Arrays.equals(checked, other.checked)
        && Arrays.equals(reasons, other.reasons)
        && tuning.equals(other.tuning);
  }

  @Override
  public int hashCode() {
    int counts = 31 * Arrays.hashCode(checked) + Arrays.hashCode(reasons);
    return 31 * (31 * Long.hashCode(hour) + counts) + tuning.hashCode();
  }
}
