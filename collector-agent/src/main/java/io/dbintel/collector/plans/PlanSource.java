package io.dbintel.collector.plans;

import io.dbintel.collector.system.PollFailure;

/**
 * Asks a system for execution plans; never has a statement executed. Used by one thread at a time.
 */
public interface PlanSource {

  /**
   * Gives the work a session that nothing else uses before or after, since planning runs code that
   * the database's users wrote. Nothing is committed in it.
   */
  void inSession(Work work) throws PollFailure;

  /** What is done in a session. */
  interface Work {
    void with(PlanSession session) throws PollFailure;
  }
}
