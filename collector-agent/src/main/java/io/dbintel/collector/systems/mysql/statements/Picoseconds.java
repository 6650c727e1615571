package io.dbintel.collector.systems.mysql.statements;

import java.math.BigInteger;

/**
 * Times as the performance schema shows them: cumulative picoseconds as an unsigned 64-bit number,
 * which wraps after 213 days of work. They become nanoseconds here, once, by rounding.
 */
final class Picoseconds {

  private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(Long.SIZE);
  private static final BigInteger PER_NANO = BigInteger.valueOf(1_000);
  private static final BigInteger HALF = BigInteger.valueOf(500);

  private Picoseconds() {}

  /** Nanoseconds of a sum that has not wrapped. */
  static long toNanos(long unsigned) {
    long whole = Long.divideUnsigned(unsigned, 1_000);
    return whole + (Long.remainderUnsigned(unsigned, 1_000) >= 500 ? 1 : 0);
  }

  /**
   * Nanoseconds of a sum that may have wrapped. The server makes the average from a sum in a
   * coarser unit, which does not wrap, so average times executions says how often the sum did.
   *
   * @param unsigned the sum as shown
   * @param average per execution, rounded down to the server's unit
   * @param executions how many there were
   */
  static long toNanos(long unsigned, long average, long executions) {
    BigInteger estimate = BigInteger.valueOf(average).multiply(BigInteger.valueOf(executions));
    if (estimate.bitLength() < Long.SIZE - 1) {
      return toNanos(unsigned);
    }
    BigInteger shown = new BigInteger(Long.toUnsignedString(unsigned));
    BigInteger wraps =
        estimate.subtract(shown).add(WRAP.shiftRight(1)).divide(WRAP).max(BigInteger.ZERO);
    return shown.add(wraps.multiply(WRAP)).add(HALF).divide(PER_NANO).longValueExact();
  }
}
