package io.dbintel.streams.validation;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.streams.statements.CounterSet;
import java.util.List;

/**
 * Where the values of a chunk's rows go: from the order in which they were written to the order of
 * the counters' numbers. Counters that this release's catalogue does not have are left out.
 */
final class CounterLayout {
  private final List<Integer> written;
  private final long mask;
  private final int[] target;
  private final boolean dense;

  private CounterLayout(List<Integer> written, long mask) {
    this.written = written;
    this.mask = mask;
    this.target = new int[written.size()];
    boolean inOrder = true;
    for (int i = 0; i < target.length; i++) {
      long bit = 1L << written.get(i);
      target[i] = (mask & bit) == 0 ? -1 : CounterSet.rank(mask, bit);
      inOrder &= target[i] == i;
    }
    this.dense = inOrder;
  }

  static CounterLayout of(List<Integer> written, StatementCatalogue catalogue)
      throws InvalidRecordException {
    long seen = 0;
    long known = 0;
    for (int number : written) {
      FieldChecks.require(
          number >= 0 && number < StatementCounter.MAX_COUNTERS,
          "a number in counters",
          number,
          "0 to " + (StatementCounter.MAX_COUNTERS - 1));
      long bit = 1L << number;
      FieldChecks.require(
          (seen & bit) == 0, "duplicated number in counters", number, "each number once");
      seen |= bit;
      known |= catalogue.byNumber(number) == null ? 0 : bit;
    }
    return new CounterLayout(written, known);
  }

  /** The counters that are kept, as bits. */
  long mask() {
    return mask;
  }

  /** How many values a row must have. */
  int size() {
    return target.length;
  }

  /** Number of the counter whose value was written at {@code position}. */
  int number(int position) {
    return written.get(position);
  }

  /** The values in the order of the counters' numbers; may be the same array. */
  long[] dense(long[] values) {
    if (dense) {
      return values;
    }
    long[] result = new long[CounterSet.size(mask)];
    for (int i = 0; i < target.length; i++) {
      if (target[i] >= 0) {
        result[target[i]] = values[i];
      }
    }
    return result;
  }
}
