package io.dbintel.collector.statements;

import io.dbintel.collector.system.PollFailure;
import java.util.Set;

/** Reads a system's statement counters and texts. Used by one thread at a time. */
public interface StatementSource {

  /**
   * Reads once, in one transaction: header, then the rows as planned, then clock and counters
   * again.
   */
  StatementSnapshot read(ReadPlanner planner) throws PollFailure;

  /**
   * Reads texts.
   *
   * @param wanted text keys: leading bytes of row keys; others may be given too and are ignored
   */
  void readTexts(Set<StatementKey> wanted, TextReceiver receiver) throws PollFailure;

  /** Takes texts as they are read. */
  interface TextReceiver {

    /** Whether to go on reading: what one poll may carry is bounded. */
    default boolean wantsMore() {
      return true;
    }

    /**
     * @param key text key
     * @param queryId query identifier as the system prints it
     * @param text as the system has it, with literals
     * @param truncated whether it was cut
     * @param clock database clock, microseconds since the Unix epoch
     */
    void text(StatementKey key, String queryId, String text, boolean truncated, long clock);
  }
}
