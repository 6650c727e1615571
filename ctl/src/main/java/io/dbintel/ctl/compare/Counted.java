package io.dbintel.ctl.compare;

/**
 * What the database had counted when it was read, since the first reading of the comparison.
 *
 * @param begin clock before the rows, microseconds, database clock
 * @param end clock after the rows
 * @param grown growth of all statements
 * @param own growth of the statements of the role that reads
 * @param disturbances what made counters begin anew so far
 */
record Counted(long begin, long end, Amounts grown, Amounts own, Disturbances disturbances) {

  /**
   * What makes counters begin anew.
   *
   * @param resets other counters than before: all were reset, or it is another server
   * @param fallen rows that were lower than before, or began later
   * @param gone rows that were there before
   * @param evicted growth of the server's own count of evicted rows
   */
  record Disturbances(long resets, long fallen, long gone, long evicted) {

    static final Disturbances NONE = new Disturbances(0, 0, 0, 0);

    Disturbances plus(Disturbances other) {
      return new Disturbances(
          resets + other.resets, fallen + other.fallen, gone + other.gone, evicted + other.evicted);
    }

    Disturbances minus(Disturbances other) {
      return new Disturbances(
          resets - other.resets, fallen - other.fallen, gone - other.gone, evicted - other.evicted);
    }

    boolean any() {
      return !equals(NONE);
    }
  }
}
