package io.dbintel.streams.operators.clock;

/**
 * The instance clock, and another time that records claim.
 *
 * @param now the clock, ms since the epoch
 * @param claimed greatest time of the records in a row that are far from the clock; 0 for none
 * @param claims how many they are
 */
record ClockState(long now, long claimed, int claims) {

  static ClockState at(long now) {
    return new ClockState(now, 0, 0);
  }
}
