package io.dbintel.streams.operators.circuit;

/**
 * Sessions that wait for others, at the last tick.
 *
 * @param seq number of the tick
 * @param waiting sessions of the parts that came so far
 * @param above ticks in a row above the limit, up to {@value LoadTrend#TWICE}
 * @param since when the first of them was, instance clock, ms
 * @param at when the last was judged
 */
record LockQueue(long seq, int waiting, int above, long since, long at) {
  static final LockQueue NONE = new LockQueue(0, 0, 0, 0, 0);

  /** This with a part of a tick. */
  LockQueue plus(long tick, int more) {
    return new LockQueue(tick, tick == seq ? waiting + more : more, above, since, at);
  }

  /** This after the last part of a tick. */
  LockQueue judged(int limit, long now, long half) {
    int before = now - at > half || now < at ? 0 : above;
    int next = waiting >= limit ? Math.min(LoadTrend.TWICE, before + 1) : 0;
    return new LockQueue(seq, waiting, next, before == 0 ? now : since, now);
  }

  /** Whether it was above the limit at every tick of half a window, and at more than one. */
  boolean lasted(long half) {
    return above == LoadTrend.TWICE && at - since >= half;
  }
}
