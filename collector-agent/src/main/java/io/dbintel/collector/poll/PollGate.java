package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;

/**
 * What the control document of an instance asks of the agent. Pure.
 *
 * @param open whether to poll at all
 * @param intervalFactor intervals are multiplied by it
 * @param fullPollsWanted generation of full polls asked for
 */
record PollGate(boolean open, double intervalFactor, long fullPollsWanted) {

  private static final PollGate FREE = new PollGate(true, 1, 0);
  private static final double MIN_FACTOR = 0.1;
  private static final double MAX_FACTOR = 1_000;

  /**
   * @param document null when there is none
   * @param instanceClock database clock in microseconds; a document past its time asks for nothing
   */
  static PollGate of(ControlDocument document, long instanceClock) {
    if (document == null) {
      return FREE;
    }
    boolean expired = document.getValidUntil() != 0 && document.getValidUntil() < instanceClock;
    if (expired) {
      return new PollGate(true, 1, document.getFullPollWanted());
    }
    double factor = document.getIntervalFactor();
    return new PollGate(
        document.getCircuit() != CircuitState.OPEN,
        Double.isNaN(factor) ? 1 : Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, factor)),
        document.getFullPollWanted());
  }
}
