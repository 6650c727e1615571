package io.dbintel.streams.operator;

import java.time.Duration;

/**
 * What operators ask of the agents of an instance. A request holds until the same operator changes
 * or withdraws it, also over records that it does not see; one last operator merges the requests of
 * all into the control document.
 */
public interface ControlRequests {

  /**
   * Stops polling. Each call begins a new round: the agents wait, then let probes through. So call
   * it when polling is to stop and again when the probes have failed, not with every record.
   *
   * @param reason short code for people, such as error_rate
   * @param probeAfter how long polling rests before probes
   * @param probePolls how many polls are let through as probes
   * @param round number of the round, greater than any before; the outcomes of its probes bear it
   */
  void open(String reason, Duration probeAfter, int probePolls, long round);

  /** Withdraws {@link #open}. */
  void close();

  /** Multiplies the intervals of all collectors; 1 withdraws. The largest factor asked for wins. */
  void stretch(double factor);

  /**
   * Asks for the plan of a statement.
   *
   * @param key the collector's bytes of the statement's key
   */
  void wantPlan(byte[] key);

  /** Withdraws {@link #wantPlan}. */
  void planReceived(byte[] key);

  /** Asks for one full poll. */
  void fullPoll();
}
