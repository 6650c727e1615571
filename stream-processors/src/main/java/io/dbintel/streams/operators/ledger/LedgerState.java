package io.dbintel.streams.operators.ledger;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hour that is being added up.
 *
 * @param hour hours since the Unix epoch, instance clock
 * @param lastPoll the last applied statement poll
 * @param sums by {@link LedgerEntry}
 */
@SuppressWarnings("ArrayRecordComponent")
record LedgerState(long hour, LastPoll lastPoll, long[] sums) {

  static LedgerState begin(long hour, LastPoll lastPoll) {
    return new LedgerState(hour, lastPoll, new long[LedgerEntry.values().length]);
  }

  long sum(LedgerEntry entry) {
    return sums[entry.ordinal()];
  }

  SortedMap<String, Long> entries() {
    SortedMap<String, Long> entries = new TreeMap<>();
    for (LedgerEntry entry : LedgerEntry.values()) {
      entries.put(entry.label(), sum(entry));
    }
    entries.put("last_read", lastPoll.readEnd());
    entries.put("hidden_rows", (long) lastPoll.hiddenRows());
    return entries;
  }

  /** Share of the hour's records that were valid; 1 when there were none. */
  double qualityScore() {
    long valid = sum(LedgerEntry.RECORDS);
    long all = valid + sum(LedgerEntry.REJECTED);
    return all == 0 ? 1 : (double) valid / all;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof LedgerState other
        && hour == other.hour
        && lastPoll.equals(other.lastPoll)
        && Arrays.equals(sums, other.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(hour) + Arrays.hashCode(sums);
  }
}
