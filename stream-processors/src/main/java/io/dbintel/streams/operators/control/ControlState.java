package io.dbintel.streams.operators.control;

/**
 * What was last asked of the agents of an instance.
 *
 * @param version of the control document; grows by one with every change
 * @param fullPollWanted generation of full polls asked for
 */
public record ControlState(long version, long fullPollWanted) {
  static final ControlState NOTHING_ASKED = new ControlState(0, 0);

  ControlState withFullPoll() {
    return new ControlState(version + 1, fullPollWanted + 1);
  }
}
