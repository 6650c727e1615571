package io.dbintel.streams.operators.circuit;

/**
 * Which polls a half-open circuit is decided by. A break has a number, which the control document
 * tells the agents and they tell again with each probe: what they polled before they heard of the
 * break, or of another break, is no probe. Polls that are none count only when the wait for probes
 * is over and none came, since then the agents do not hear what they are told.
 *
 * @param round number of the last break; 0 for none
 * @param unasked polls made while half-open that were no probes of the break
 * @param failedUnasked those of them that failed or were slow
 */
record Trial(long round, int unasked, int failedUnasked) {
  static final Trial NONE = new Trial(0, 0, 0);

  /**
   * Another break begins. Its number is the time, so that one is new also after a loss of state.
   */
  Trial next(long now) {
    return new Trial(Math.max(round + 1, now), 0, 0);
  }

  /** Probes are waited for from now on. */
  Trial halfOpen() {
    return new Trial(round, 0, 0);
  }

  /** With a poll that was no probe; no more than {@code most} are counted. */
  Trial plusUnasked(boolean good, int most) {
    return unasked >= most ? this : new Trial(round, unasked + 1, failedUnasked + (good ? 0 : 1));
  }
}
