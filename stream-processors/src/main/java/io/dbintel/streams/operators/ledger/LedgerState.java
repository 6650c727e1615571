package io.dbintel.streams.operators.ledger;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hour that is being added up.
 *
 * @param hour hours since the Unix epoch, instance clock
 * @param lastRead end of the last applied read, µs of the database clock; 0 when there was none
 * @param sums by {@link LedgerEntry}
 */
@SuppressWarnings("ArrayRecordComponent")
public record LedgerState(long hour, long lastRead, long[] sums) {

  static LedgerState begin(long hour, long lastRead) {
    return new LedgerState(hour, lastRead, new long[LedgerEntry.values().length]);
  }

  long sum(LedgerEntry entry) {
    return sums[entry.ordinal()];
  }

  SortedMap<String, Long> entries() {
    SortedMap<String, Long> entries = new TreeMap<>();
    for (LedgerEntry entry : LedgerEntry.values()) {
      entries.put(entry.label(), sum(entry));
    }
    entries.put("last_read", lastRead);
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
        && lastRead == other.lastRead
        && Arrays.equals(sums, other.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(hour) + Arrays.hashCode(sums);
  }
}
