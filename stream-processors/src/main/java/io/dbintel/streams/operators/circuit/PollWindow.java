package io.dbintel.streams.operators.circuit;

/**
 * The sliding window, in two halves.
 *
 * @param start when the current half began, instance clock, ms
 * @param previous the half before; none when nothing came in it
 * @param current what came since {@code start}
 */
record PollWindow(long start, PollCounts previous, PollCounts current) {

  static PollWindow begin(long now) {
    return new PollWindow(now, PollCounts.NONE, PollCounts.NONE);
  }

  /** This at a later time: halves that are over have gone. A clock that went back begins anew. */
  PollWindow at(long now, long half) {
    if (now < start || now >= start + 2 * half) {
      return begin(now);
    }
    return now < start + half ? this : new PollWindow(start + half, current, PollCounts.NONE);
  }

  PollWindow plus(PollCounts more) {
    return new PollWindow(start, previous, current.plus(more));
  }

  PollCounts sum() {
    return previous.plus(current);
  }
}
