package io.dbintel.streams.operators.sequencing;

import io.dbintel.streams.identity.ReadId;

/**
 * Stale polls of one agent process with no applied poll between them.
 *
 * @param last the last of them
 * @param count how many polls
 */
record StalePolls(ReadId last, int count) {

  /** How many of them restart the order. */
  static final int LIMIT = 5;

  /** {@code prior} and a chunk of a stale poll; {@code prior} is null when there was none. */
  static StalePolls after(StalePolls prior, ReadId read) {
    if (prior == null || !prior.last.incarnation().equals(read.incarnation())) {
      return new StalePolls(read, 1);
    }
    return read.seq() > prior.last.seq() ? new StalePolls(read, prior.count + 1) : prior;
  }

  boolean restartOrder() {
    return count >= LIMIT;
  }
}
