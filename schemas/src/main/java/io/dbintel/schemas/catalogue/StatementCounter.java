package io.dbintel.schemas.catalogue;

/**
 * A cumulative counter of a statement.
 *
 * @param number identifies the counter in raw records and in stored state, 0 to 63; never changed
 *     and never used again
 * @param name name in the newest version of the system
 * @param unit UCUM unit; {@code ns} for a time, which travels as whole nanoseconds
 * @param role what it means whatever the system; null for none
 * @param hot whether every poll reads it; the others are read by every n-th poll
 * @param since first server version that has it
 * @param description one line
 */
public record StatementCounter(
    int number,
    String name,
    String unit,
    CounterRole role,
    boolean hot,
    String since,
    String description) {

  /** Largest number plus one: counters are handled as bits of a long. */
  public static final int MAX_COUNTERS = Long.SIZE;

  public StatementCounter {
    if (number < 0 || number >= MAX_COUNTERS) {
      throw new IllegalArgumentException(
          "counter " + name + " has number " + number + "; expected 0 to " + (MAX_COUNTERS - 1));
    }
    Required.text("name of counter " + number, name);
    Required.text("unit of counter " + name, unit);
    Required.text("description of counter " + name, description);
  }

  /** Whether it is a time in nanoseconds. */
  public boolean isTime() {
    return unit.equals("ns");
  }

  /** The bit that stands for it in a set of counters. */
  public long bit() {
    return 1L << number;
  }
}
