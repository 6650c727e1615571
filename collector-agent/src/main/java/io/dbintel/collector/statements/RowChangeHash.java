package io.dbintel.collector.statements;

/**
 * Folds what makes a row "changed" into 64 bits: identity, calls, plans and total execution time. A
 * server that filters rows computes the same. Two states of one row meet only when their times
 * agree in the low 33 bits (8.6 s) by chance; the next full poll would correct that.
 */
public final class RowChangeHash {

  private RowChangeHash() {}

  /**
   * @param identity hash of the row's key
   * @param plans 0 where the server does not count plans
   */
  public static long of(long identity, long calls, long plans, long execNanos) {
    return identity ^ (calls << 33) ^ (plans << 47) ^ execNanos;
  }
}
