package io.dbintel.streams.operators.exporterrors;

/**
 * How much is withheld because of one kind of error, with hysteresis: the first level at once, the
 * next when errors have gone on for a while, and one level less each time that there were none for
 * longer.
 *
 * @param level 0 withholds nothing
 * @param changed when it changed last, ms since the Unix epoch
 * @param quietSince since when there are no errors, ms; 0 while there are
 */
record ReliefLevel(int level, long changed, long quietSince) {
  static final int MAX = 2;
  static final ReliefLevel NONE = new ReliefLevel(0, 0, 0);

  /** What it is at {@code time}, ms, when errors go on or do not. */
  ReliefLevel at(long time, boolean errors, ExportErrorsConfig config) {
    if (errors) {
      boolean raised =
          level == 0 || (level < MAX && time - changed >= config.raiseAfter().toMillis());
      return raised ? new ReliefLevel(level + 1, time, 0) : new ReliefLevel(level, changed, 0);
    }
    if (level == 0) {
      return NONE;
    }
    long quiet = quietSince == 0 ? time : quietSince;
    boolean lowered = time - Math.max(quiet, changed) >= config.lowerAfter().toMillis();
    return lowered ? lowered(time, quiet) : new ReliefLevel(level, changed, quiet);
  }

  private ReliefLevel lowered(long time, long quiet) {
    return level == 1 ? NONE : new ReliefLevel(level - 1, time, quiet);
  }

  /** This with no time after {@code time}, ms. */
  ReliefLevel notAfter(long time) {
    return new ReliefLevel(level, Math.min(changed, time), Math.min(quietSince, time));
  }
}
