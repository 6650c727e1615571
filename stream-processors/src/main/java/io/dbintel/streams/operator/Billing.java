package io.dbintel.streams.operator;

import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.ResultClass;

/**
 * What is decided about a record to have less leave, and what is measured of it: which level of
 * reduction the instance is at, what is withheld because of export errors, and how large the
 * results are that leave and that cost control withholds. Not thread-safe.
 */
public final class Billing {
  private final long[] billed = new long[ResultClass.values().length];
  private final long[] withheld = new long[ResultClass.values().length];
  private int level;
  private long order;
  private ExportRelief relief = ExportRelief.NONE;

  /** Sets the level of reduction and the number of the order that set it. */
  public void obey(int reduction, long number) {
    level = reduction;
    order = number;
  }

  /** The level of reduction; 0 withholds nothing. */
  public int level() {
    return level;
  }

  /** Number of the order that is obeyed; 0 before the first. */
  public long order() {
    return order;
  }

  /** Sets what is withheld because destinations refuse too much. */
  public void relieve(ExportRelief withheldToo) {
    relief = withheldToo;
  }

  /** What is withheld because destinations refuse too much, whatever cost control does. */
  public ExportRelief relief() {
    return relief;
  }

  /** Counts a result that leaves. */
  public void bill(ResultClass kind, long bytes) {
    billed[kind.ordinal()] += bytes;
  }

  /** Counts a result that is withheld, or in shadow mode would be. */
  public void withhold(ResultClass kind, long bytes) {
    withheld[kind.ordinal()] += bytes;
  }

  /** Size of the results that leave; complete when the last operator decides. */
  public BilledBytes billed() {
    return sums(billed);
  }

  /** Size of the results that are withheld; complete when the last operator decides. */
  public BilledBytes withheld() {
    return sums(withheld);
  }

  private static BilledBytes sums(long[] bytes) {
    return new BilledBytes(
        bytes[ResultClass.SESSION.ordinal()],
        bytes[ResultClass.FAST_STATEMENT.ordinal()],
        bytes[ResultClass.TABLE_METRIC.ordinal()],
        bytes[ResultClass.EVENT.ordinal()],
        bytes[ResultClass.METRIC.ordinal()]);
  }
}
