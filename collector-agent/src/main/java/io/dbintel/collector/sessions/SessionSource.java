package io.dbintel.collector.sessions;

import io.dbintel.collector.system.PollFailure;

/** Reads a system's sessions. Used by one thread at a time. */
public interface SessionSource {

  /**
   * Reads the sessions that are not idle.
   *
   * @param texts replaces literals and private values in what sessions show
   */
  SessionSnapshot read(SessionTexts texts) throws PollFailure;
}
