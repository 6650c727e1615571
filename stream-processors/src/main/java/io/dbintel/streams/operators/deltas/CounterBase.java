package io.dbintel.streams.operators.deltas;

import java.util.Arrays;

/**
 * What is remembered of a statement row: its counters as last read.
 *
 * @param generation epoch of the counters in which it was read
 * @param selection low half of the hash of what the poll that last read it could see
 * @param origin when the row says its counters started, µs of the database clock; 0 when it does
 *     not say
 * @param fromZero true when the row is known to have started from zero while monitored, so that a
 *     counter never read before has base 0; false when its first value is its base
 * @param known the counters ever read since the row started, as bits
 * @param fresh the counters that the last read carried, as bits
 * @param values last value of each known counter, dense
 */
@SuppressWarnings("ArrayRecordComponent")
record CounterBase(
    int generation,
    int selection,
    long origin,
    boolean fromZero,
    long known,
    long fresh,
    long[] values) {

  private static final long[] NO_VALUES = {};

  /** A row that is there and whose counters are not known: what it has is its base. */
  static CounterBase unknown(int generation, int selection) {
    return new CounterBase(generation, selection, 0, false, 0, 0, NO_VALUES);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CounterBase other
        && generation == other.generation
        && selection == other.selection
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
