package io.dbintel.ctl.compare;

import io.dbintel.ctl.compare.Brackets.Bracket;
import io.dbintel.ctl.compare.Counted.Disturbances;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What the ledger told between two of its readings, beside what the database counted.
 *
 * @param from end of the poll it begins with, microseconds, database clock
 * @param to end of the poll it ends with
 * @param polls that were seen to come into the ledger between
 * @param calls executions
 * @param rows rows returned or changed
 * @param timeNs time of execution, nanoseconds
 * @param ownCalls calls by the role of the agent among those between the bounds
 * @param gaps what the ledger says of gaps between, by name; what is 0 is left out
 * @param disturbances what made counters begin anew meanwhile, by name; what is 0 is left out
 */
public record Comparison(
    long from,
    long to,
    int polls,
    Measure calls,
    Measure rows,
    Measure timeNs,
    long ownCalls,
    SortedMap<String, Long> gaps,
    SortedMap<String, Long> disturbances) {

  /** Entries of the ledger that say that something is missing. */
  private static final Set<String> GAPS =
      Set.of(
          "gaps.reset",
          "gaps.evicted",
          "gaps.rewound",
          "gaps.reordered",
          "gaps.unreadable",
          "gaps.over_bound",
          "baseline_rows",
          "selection_changes",
          "records.rejected",
          "rows_left_view",
          "evictions",
          "chunks.stale");

  /** Empty when the ledger no longer tells the hour in which the comparison began. */
  static Optional<Comparison> of(Bracket first, Bracket last) {
    return last.ledger().since(first.ledger()).map(told -> of(first, last, told));
  }

  private static Comparison of(Bracket first, Bracket last, LedgerReading.Hour told) {
    Amounts least = last.before().grown().minus(first.after().grown());
    Amounts most = last.after().grown().minus(first.before().grown());
    Disturbances disturbed = last.after().disturbances().minus(first.before().disturbances());
    SortedMap<String, Long> gaps = new TreeMap<>(told.entries());
    gaps.entrySet().removeIf(entry -> !GAPS.contains(entry.getKey()) || entry.getValue() <= 0);
    Measurer measurer = new Measurer(told.in(), least, most, disturbed.any(), !gaps.isEmpty());
    Amounts own = last.after().own().minus(last.before().own());
    Amounts ownFirst = first.after().own().minus(first.before().own());
    return new Comparison(
        first.readEnd(),
        last.readEnd(),
        last.poll() - first.poll(),
        measurer.of(Amounts::calls),
        measurer.of(Amounts::rows),
        measurer.of(Amounts::timeNs),
        own.calls() + ownFirst.calls(),
        gaps,
        named(disturbed));
  }

  private record Measurer(
      Amounts told, Amounts least, Amounts most, boolean disturbed, boolean gaps) {

    Measure of(ToLongFunction<Amounts> what) {
      return Measure.of(
          what.applyAsLong(told), what.applyAsLong(least), what.applyAsLong(most), disturbed, gaps);
    }
  }

  private static SortedMap<String, Long> named(Disturbances disturbed) {
    SortedMap<String, Long> named = new TreeMap<>();
    named.put("resets", disturbed.resets());
    named.put("rows_fallen", disturbed.fallen());
    named.put("rows_gone", disturbed.gone());
    named.put("rows_evicted", disturbed.evicted());
    named.values().removeIf(count -> count == 0);
    return named;
  }

  /** Whether something is wrong that neither the ledger nor the database explains. */
  public boolean isWrong() {
    return calls.verdict().isWrong() || rows.verdict().isWrong() || timeNs.verdict().isWrong();
  }

  /** Whether nothing but what was told is possible. */
  public boolean isExact() {
    return calls.verdict() == Measure.Verdict.EXACT
        && rows.verdict() == Measure.Verdict.EXACT
        && timeNs.verdict() == Measure.Verdict.EXACT;
  }
}
