package io.dbintel.streams.operators.usage;

import io.dbintel.streams.insights.BilledBytes;

/**
 * Usage of an instance that was not emitted yet.
 *
 * @param sequence increments emitted so far
 * @param day day of the instance clock that the sum belongs to, days since the Unix epoch
 * @param emitted instance clock of the last increment, ms; at first, of the first record
 * @param pending the sum
 * @param billed estimated size of the results written
 * @param withheld estimated size of the results withheld
 */
public record InstanceUsageState(
    long sequence,
    long day,
    long emitted,
    UsageSum pending,
    BilledBytes billed,
    BilledBytes withheld) {

  /** With nothing to emit. */
  static InstanceUsageState begin(long sequence, long day, long emitted) {
    return new InstanceUsageState(
        sequence, day, emitted, UsageSum.NONE, BilledBytes.NONE, BilledBytes.NONE);
  }
}
