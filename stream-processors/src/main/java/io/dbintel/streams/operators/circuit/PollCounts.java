package io.dbintel.streams.operators.circuit;

/**
 * What polls and records came in a time.
 *
 * @param outcomes polls that say something about the database's condition
 * @param errors those that failed
 * @param slow those that took longer than their timeout
 * @param bytes of raw records
 */
record PollCounts(int outcomes, int errors, int slow, long bytes) {
  static final PollCounts NONE = new PollCounts(0, 0, 0, 0);

  PollCounts plus(PollCounts other) {
    return new PollCounts(
        outcomes + other.outcomes, errors + other.errors, slow + other.slow, bytes + other.bytes);
  }
}
