package io.dbintel.collector.statements;

/**
 * Folds what makes a row "changed" into 64 bits: key, calls, plans and total execution time. The
 * statements {@code query_stats/unchanged_*.sql} compute the same in the server. Two states of one
 * row meet only when their times agree in the low 33 bits (8.6 s) by chance; the next full poll
 * would put that right.
 */
final class RowChangeHash {

  private RowChangeHash() {}

  /**
   * @param plans 0 where the server does not count plans
   */
  static long of(StatementKey key, long calls, long plans, long execNanos) {
    return key.queryid()
        ^ ((key.dbid() << 33) ^ (key.userid() << 21))
        ^ (calls << 33)
        ^ (plans << 47)
        ^ ((key.toplevel() ? 1L : 0L) << 62)
        ^ execNanos;
  }
}
