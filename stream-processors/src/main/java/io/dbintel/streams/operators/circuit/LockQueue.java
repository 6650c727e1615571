package io.dbintel.streams.operators.circuit;

/**
 * Sessions that wait for others, at the last tick.
 *
 * @param seq number of the tick
 * @param waiting sessions of the parts that came so far
 * @param above ticks in a row above the limit, up to {@value LoadTrend#TWICE}
 */
record LockQueue(long seq, int waiting, int above) {
  static final LockQueue NONE = new LockQueue(0, 0, 0);

  /** This with a part of a tick. */
  LockQueue plus(long tick, int more) {
    return new LockQueue(tick, tick == seq ? waiting + more : more, above);
  }

  /** This after the last part of a tick. */
  LockQueue judged(int limit) {
    int next = waiting >= limit ? Math.min(LoadTrend.TWICE, above + 1) : 0;
    return new LockQueue(seq, waiting, next);
  }
}
