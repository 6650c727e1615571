package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.serde.AvroBytes;
import io.dbintel.streams.statements.StatementDelta;

/**
 * Names of a system's statement counters in results, worked out once. Here, and nowhere before,
 * integers are divided: a time leaves in milliseconds, and beside it exactly, in nanoseconds.
 */
final class CounterNames {
  private static final double NANOS_PER_MILLI = 1e6;

  private final byte[][] names = new byte[StatementCounter.MAX_COUNTERS][];
  private final byte[][] exactNames = new byte[StatementCounter.MAX_COUNTERS][];
  private final long times;

  CounterNames(StatementCatalogue catalogue) {
    AvroBytes out = new AvroBytes();
    for (StatementCounter counter : catalogue.counters()) {
      names[counter.number()] = out.writeText(catalogue.attributePrefix() + counter.name()).take();
      if (counter.isTime()) {
        exactNames[counter.number()] = out.writeText("dbintel." + counter.name() + "_ns").take();
      }
    }
    times = catalogue.timeCounters();
  }

  /** How many map entries {@link #write} writes. */
  int size(StatementDelta delta) {
    return Long.bitCount(delta.mask()) + Long.bitCount(delta.mask() & times);
  }

  /** Writes the counters as entries of a map of attributes. */
  void write(StatementDelta delta, AvroBytes out) {
    int position = 0;
    for (long rest = delta.mask(); rest != 0; rest &= rest - 1) {
      int number = Long.numberOfTrailingZeros(rest);
      long value = delta.values()[position++];
      out.writeRaw(names[number]);
      if (exactNames[number] == null) {
        AttributeValue.integer(value, out);
      } else {
        AttributeValue.decimal(value / NANOS_PER_MILLI, out);
        out.writeRaw(exactNames[number]);
        AttributeValue.integer(value, out);
      }
    }
  }
}
