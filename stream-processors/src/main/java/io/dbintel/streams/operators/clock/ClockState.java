package io.dbintel.streams.operators.clock;

/**
 * The instance clock, and another time that records claim. Times are ms since the epoch.
 *
 * @param now the clock
 * @param claimed greatest time of the records in a row that are far from the clock; 0 for none
 * @param claims how many they are
 * @param beforeLeap what the clock showed when it last leapt ahead; 0 when it never did
 * @param highest greatest time that it ever showed, or showed at the last RESET_BASELINE
 */
record ClockState(long now, long claimed, int claims, long beforeLeap, long highest) {

  static ClockState at(long now) {
    return new ClockState(now, 0, 0, 0, now);
  }

  /** The clock at another time, with no claim. */
  ClockState moved(long next, long beforeLeap) {
    return new ClockState(next, 0, 0, beforeLeap, Math.max(highest, next));
  }

  ClockState claiming(long time, int count) {
    return new ClockState(now, time, count, beforeLeap, highest);
  }

  ClockState resetHighest() {
    return new ClockState(now, claimed, claims, beforeLeap, now);
  }
}
