package io.dbintel.streams.operators.deltas;

import io.dbintel.streams.statements.CounterSet;
import java.util.Arrays;

/**
 * What is remembered of a statement row: its counters as last read.
 *
 * @param generation life of the counters in which it was read
 * @param origin when the row says its counters started, µs of the database clock; 0 when it does
 *     not say
 * @param fromZero true when the row is known to have started from zero after the watch began, so
 *     that a counter never read before has base 0; false when its first value is its base
 * @param known the counters ever read in this life of the row, as bits
 * @param fresh the counters that the last read carried, as bits
 * @param values last value of each known counter, dense
 */
@SuppressWarnings("ArrayRecordComponent")
public record CounterBase(
    int generation, long origin, boolean fromZero, long known, long fresh, long[] values) {

  /** A row that is there and whose counters are not known: what it has is its base. */
  static CounterBase unknown(int generation) {
    return new CounterBase(generation, 0, false, 0, 0, new long[0]);
  }

  long value(long bit) {
    return values[CounterSet.rank(known, bit)];
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CounterBase other
        && generation == other.generation
        && origin == other.origin
        && fromZero == other.fromZero
        && known == other.known
        && fresh == other.fresh
        && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(known) + Arrays.hashCode(values);
  }
}
