package io.dbintel.streams.operators.sequencing;

/** What a command asks of the next poll. The order is that of the stored values. */
enum Restart {
  /** Nothing. */
  NONE,
  /** It is applied whenever it was read, and is the base: the database clock may have jumped. */
  REORDER,
  /** It is the base; it must still have been read after the last one. */
  BASELINE;

  /** This and what a further command asks. */
  Restart and(Restart more) {
    return this == REORDER ? this : more;
  }
}
