package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;

/**
 * What the control document of an instance asks of the agent at one moment. Pure.
 *
 * @param admission whether to poll
 * @param intervalFactor intervals are multiplied by it
 * @param fullPollsWanted generation of full polls asked for
 */
record PollRules(Admission admission, double intervalFactor, long fullPollsWanted) {

  private static final PollRules UNCONTROLLED = new PollRules(Admission.FREE, 1, 0);
  private static final double MIN_FACTOR = 0.1;
  private static final double MAX_FACTOR = 1_000;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Whether a poll may be made. */
  enum Admission {
    /** Any number of polls. */
    FREE,
    /** A poll that counts as one of the document's probes. */
    PROBE,
    /** None. */
    REFUSED
  }

  /**
   * The rules at a moment.
   *
   * @param received null when there is no document
   * @param now agent clock, which documents are written in, microseconds since the Unix epoch; a
   *     document past its time asks for nothing but full polls
   * @param probesMade polls that were let through as probes of this break
   */
  static PollRules of(ReceivedDocument received, long now, int probesMade) {
    if (received == null) {
      return UNCONTROLLED;
    }
    ControlDocument document = received.document();
    if (received.isPastItsTime(now)) {
      return new PollRules(Admission.FREE, 1, document.getFullPollWanted());
    }
    return new PollRules(
        admission(received, now, probesMade),
        bounded(document.getIntervalFactor()),
        document.getFullPollWanted());
  }

  private static Admission admission(ReceivedDocument received, long now, int probesMade) {
    ControlDocument document = received.document();
    boolean open = document.getCircuit() == CircuitState.OPEN;
    if (!open && document.getCircuit() != CircuitState.HALF_OPEN) {
      return Admission.FREE;
    }
    long waited = now - received.receivedAt();
    long wait = document.getProbeAfterMs() * MICROS_PER_MILLI;
    // a clock that stepped far back has lost count of the wait: it is over
    boolean waiting = open && waited < wait && waited > -wait;
    return waiting || probesMade >= document.getProbePolls() ? Admission.REFUSED : Admission.PROBE;
  }

  private static double bounded(double factor) {
    return Double.isNaN(factor) ? 1 : Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, factor));
  }

  boolean admitsPolls() {
    return admission != Admission.REFUSED;
  }
}
