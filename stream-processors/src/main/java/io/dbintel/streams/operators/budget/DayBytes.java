package io.dbintel.streams.operators.budget;

import io.dbintel.streams.insights.BilledBytes;

/**
 * What a tenant's instances reported for a day.
 *
 * @param written estimated size of what was written
 * @param withheld estimated size of what was withheld
 * @param simulated estimated size of what was written and, but for shadow mode, would have been
 *     withheld
 */
record DayBytes(BilledBytes written, BilledBytes withheld, BilledBytes simulated) {
  static final DayBytes NONE = new DayBytes(BilledBytes.NONE, BilledBytes.NONE, BilledBytes.NONE);

  DayBytes plus(DayBytes other) {
    return new DayBytes(
        written.plus(other.written),
        withheld.plus(other.withheld),
        simulated.plus(other.simulated));
  }

  /** What would have been written if nothing were withheld. */
  BilledBytes offered() {
    return written.plus(withheld);
  }

  /** What counts as spent: in shadow mode, what would have been written. */
  BilledBytes spent(boolean shadow) {
    return shadow ? written.minus(simulated) : written;
  }

  /** What counts as withheld: in shadow mode, what would have been too. */
  BilledBytes saved(boolean shadow) {
    return shadow ? withheld.plus(simulated) : withheld;
  }
}
