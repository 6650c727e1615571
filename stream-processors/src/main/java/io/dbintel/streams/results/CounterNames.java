package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.streams.statements.StatementDelta;

/**
 * Names of a system's statement counters in results, worked out once. Here, and nowhere before,
 * integers are divided: a time leaves in milliseconds, and beside it exactly, in nanoseconds.
 */
final class CounterNames {
  private static final double NANOS_PER_MILLI = 1e6;

  private final String[] names = new String[StatementCounter.MAX_COUNTERS];
  private final String[] exactNames = new String[StatementCounter.MAX_COUNTERS];

  CounterNames(StatementCatalogue catalogue) {
    for (StatementCounter counter : catalogue.counters()) {
      names[counter.number()] = catalogue.attributePrefix() + counter.name();
      if (counter.isTime()) {
        exactNames[counter.number()] = "dbintel." + counter.name() + "_ns";
      }
    }
  }

  /** How many attributes {@link #add} adds at most. */
  static int most(StatementDelta delta) {
    return 2 * Long.bitCount(delta.mask());
  }

  void add(ArrayMap<Object> attributes, StatementDelta delta) {
    int position = 0;
    for (long rest = delta.mask(); rest != 0; rest &= rest - 1) {
      int number = Long.numberOfTrailingZeros(rest);
      long value = delta.values()[position++];
      if (exactNames[number] == null) {
        attributes.add(names[number], value);
      } else {
        attributes.add(names[number], value / NANOS_PER_MILLI);
        attributes.add(exactNames[number], value);
      }
    }
  }
}
